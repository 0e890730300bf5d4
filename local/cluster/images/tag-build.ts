/** Tags the latest build in the cluster, and removes earlier builds that are no longer in use. */
import { codeImageNames, codeTargets } from '../../images/shop-images.ts';
import type { ClusterLayout } from '../cluster-layout.ts';
import type { Kubectl } from '../kubectl.ts';
import { ctr } from '../node/containerd.ts';
import { registry, version } from './names.ts';

/** The images of this version are already imported under their plain names. */
export async function tagBuild(layout: ClusterLayout, kubectl: Kubectl, build: string): Promise<void> {
  const present = new Set(splitWords(await ctr(layout, ['images', 'list', '--quiet'])));
  for (const target of codeTargets) {
    const [plain, named] = codeImageNames(registry, target, version, build);
    await ctr(layout, ['images', 'tag', '--force', plain, named]);
  }
  const requested = splitWords(
    await kubectl([
      'get',
      kinds,
      '--all-namespaces',
      '--output=jsonpath={..image}{" "}{..env[?(@.name=="OPERATOR_IMAGE")].value}',
    ]),
  );
  const superseded = supersededBuilds([...present], requested, build);
  if (superseded.length > 0) await ctr(layout, ['images', 'remove', ...superseded]);
}

/** Kinds that can start pods. */
const kinds = 'pods,deployments,statefulsets,daemonsets,jobs,cronjobs';

/**
 * Of the present images, those of earlier builds of which no image is in use: an operator of an earlier build still creates pods
 * with its services image. Pure.
 */
export function supersededBuilds(present: readonly string[], requested: readonly string[], current: string): string[] {
  const needed = new Set([current, ...requested.flatMap((image) => buildOf(image) ?? [])]);
  return present.filter((image) => {
    const build = buildOf(image);
    return build !== undefined && !needed.has(build);
  });
}

const prefixes = codeTargets.map((target) => `${registry}/${target}:`);

/** The build suffix in a tag of the shop's images. */
function buildOf(image: string): string | undefined {
  if (!prefixes.some((prefix) => image.startsWith(prefix))) return undefined;
  return /:[^:]*-([0-9a-f]{12})$/.exec(image)?.[1];
}

const splitWords = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

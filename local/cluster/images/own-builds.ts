/** Names the build that was made last in the cluster, and forgets earlier ones that nothing there asks for any more. */
import { ownNames, ownTargets } from '../../images/shop-images.ts';
import type { Kubectl } from '../kubectl.ts';
import { ctr } from '../node/containerd.ts';
import type { ClusterRoom } from '../room.ts';
import { registry, version } from './names.ts';

/** The images of this version's code are there under their plain names. */
export async function nameBuild(room: ClusterRoom, kubectl: Kubectl, build: string): Promise<void> {
  const there = new Set(words(await ctr(room, ['images', 'list', '--quiet'])));
  for (const target of ownTargets) {
    const [plain, named] = ownNames(registry, target, version, build);
    await ctr(room, ['images', 'tag', '--force', plain, named]);
  }
  const asked = words(
    await kubectl([
      'get',
      kinds,
      '--all-namespaces',
      '--output=jsonpath={..image}{" "}{..env[?(@.name=="OPERATOR_IMAGE")].value}',
    ]),
  );
  const needless = supersededBuilds([...there], asked, build);
  if (needless.length > 0) await ctr(room, ['images', 'remove', ...needless]);
}

/** Whatever may start a pod. */
const kinds = 'pods,deployments,statefulsets,daemonsets,jobs,cronjobs';

/**
 * Of the images that are there, those of builds other than the current one of which no image is asked for: an operator of
 * an earlier build still makes pods of its services. Pure.
 */
export function supersededBuilds(there: readonly string[], asked: readonly string[], current: string): string[] {
  const needed = new Set([current, ...asked.flatMap((image) => buildOf(image) ?? [])]);
  return there.filter((image) => {
    const build = buildOf(image);
    return build !== undefined && !needed.has(build);
  });
}

const prefixes = ownTargets.map((target) => `${registry}/${target}:`);

/** What follows the version in a tag of the shop's own. */
function buildOf(image: string): string | undefined {
  if (!prefixes.some((prefix) => image.startsWith(prefix))) return undefined;
  return /:[^:]*-([0-9a-f]{12})$/.exec(image)?.[1];
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

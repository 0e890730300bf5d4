/**
 * The images of the release before this one, from its sources in Git's history, so that an upgrade from it can be seen on a real cluster.
 * Its commit is checked out once, beside the builds; the base images are those of this work tree.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { previousVersion } from '@mambogo/blueprint/versions.ts';
import { codeTargets } from '../../images/shop-images.ts';
import { checkOut } from '../../toolchain/check-out.ts';
import type { CatalogueEntry } from './image-catalogue.ts';
import { debianImage, nodeImage, registry } from './names.ts';

/** Version -> commit it was released from. */
const releasedFrom: Readonly<Record<string, string>> = { '1.0.0': '62be0a6d1251f8a2b900375187316a77440b556c' };

/** @throws StartError the clone does not have the commit */
export async function earlierReleaseEntries(): Promise<CatalogueEntry[]> {
  const commit = releasedFrom[previousVersion];
  if (!commit) throw new Error(`the commit of release ${previousVersion} is not listed`);
  const { folder } = await checkOut(
    commit,
    `a clone without history lacks release ${previousVersion}: git fetch --unshallow`,
  );
  const containerfile = join(folder, 'images/Containerfile');
  const ignoreFile = `${containerfile}.dockerignore`;
  const inputs = createHash('sha256')
    .update(`${commit}\0${readFileSync(containerfile, 'utf8')}`)
    .digest('hex');
  const entry = (target: string, services: string): CatalogueEntry => ({
    image: `${registry}/${target}:${previousVersion}`,
    context: folder,
    containerfile,
    ignoreFile,
    target,
    fetches: true,
    values: { BASE: nodeImage, DEBIAN: debianImage, SERVICES: services },
    inputs,
  });
  return codeTargets.map((target) => entry(target, `${registry}/services:${previousVersion}`));
}

/**
 * The images of the release before this one, from its sources in Git's history, so that an upgrade from it can be seen on a real cluster.
 * Its commit is checked out once, beside the builds; the base images are those of this work tree.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { previousVersion } from '@mambogo/blueprint/versions.ts';
import { codeTargets } from '../../images/shop-images.ts';
import { checkOutRelease } from '../../toolchain/check-out-release.ts';
import type { CatalogueEntry } from './image-catalogue.ts';
import { debianImage, nodeImage, registry } from './names.ts';

/** @throws StartError the clone does not have the commit */
export async function earlierReleaseEntries(): Promise<CatalogueEntry[]> {
  const { commit, folder } = await checkOutRelease(previousVersion);
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

/** Updates the images: builds what changed, and imports what containerd does not have. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { buildId, recordBuild } from '../../images/build-id.ts';
import { codeTargets } from '../../images/shop-images.ts';
import type { Progress } from '../../supervisor/progress.ts';
import { withLock } from '../../supervisor/runner-lock.ts';
import { cacheFolder } from '../../toolchain/cache-folder.ts';
import type { ClusterLayout } from '../cluster-layout.ts';
import { kubectlFor } from '../kubectl.ts';
import { unmount } from '../node/tear-down-node.ts';
import type { ClusterTools } from '../prepare-cluster-tools.ts';
import { type Buildah, buildahStore, createBuildah } from './buildah.ts';
import { earlierReleaseEntries } from './earlier-release.ts';
import { type CatalogueEntry, imageCatalogue } from './image-catalogue.ts';
import { importImage } from './import-image.ts';
import { registry, version } from './names.ts';
import { pruneLayout } from './oci-layout.ts';
import { tagBuild } from './tag-build.ts';

/** Image -> inputs and id of its last build. */
const BuildRecord = z.record(z.string(), z.object({ inputs: z.string(), id: z.string() }));
type BuildRecord = z.infer<typeof BuildRecord>;

export interface ImageRefresh {
  readonly tools: ClusterTools;
  readonly layout: ClusterLayout;
  readonly logs: string;
  readonly progress: Progress;
}

export interface BuildResult {
  /** Images to run. */
  readonly images: BuildRecord;
  /** Build id of the shop's images. */
  readonly build: string;
}

export async function buildImages({ tools, logs, progress }: ImageRefresh): Promise<BuildResult> {
  const cache = cacheFolder();
  const buildah = createBuildah(cache, join(logs, 'buildah.log'));
  const build = buildId();
  const entries = await progress.step('Bases of the images', () =>
    imageCatalogue(tools, cache, join(logs, 'debian.log'), build),
  );
  const toRun = entries.filter(({ baseOnly }) => !baseOnly).map(({ image }) => image);
  const images = await buildEntries(entries, toRun, { buildah, progress });
  recordBuild(build);
  return { build, images };
}

/** The images of the release before this one; their bases must have been built. */
export async function buildEarlierImages({ logs, progress }: ImageRefresh): Promise<BuildRecord> {
  const entries = await earlierReleaseEntries();
  const buildah = createBuildah(cacheFolder(), join(logs, 'buildah.log'));
  return buildEntries(entries, [], { buildah, progress });
}

/** @param toRun names of the images to keep besides those of other versions */
async function buildEntries(
  entries: readonly CatalogueEntry[],
  toRun: readonly string[],
  { buildah, progress }: { readonly buildah: Buildah; readonly progress: Progress },
): Promise<BuildRecord> {
  const cache = cacheFolder();
  return withLock(imagesLock, async () => {
    const built = readBuildRecord(builtFile(cache));
    const changed = entries.filter(({ image, inputs }) => built[image]?.inputs !== inputs);
    for (const entry of changed) {
      const { image, inputs } = entry;
      await progress.step(`image ${image}`, async () => {
        const id = await buildah.build(entry);
        if (!entry.baseOnly && id !== built[image]?.id) await buildah.push(image, layoutIn(cache));
        built[image] = { inputs, id };
      });
      writeBuildRecord(builtFile(cache), built);
    }
    if (changed.length > 0 && toRun.length > 0)
      await progress.step('Superseded layers', async () => {
        pruneLayout(layoutIn(cache), [...toRun, ...Object.keys(built).filter(isOfOtherVersion)]);
        await buildah.prune();
      });
    const names = entries.filter(({ baseOnly }) => !baseOnly).map(({ image }) => image);
    return Object.fromEntries(names.flatMap((image) => (built[image] ? [[image, built[image]]] : [])));
  });
}

const isOfOtherVersion = (image: string): boolean =>
  codeTargets.some((target) => image.startsWith(`${registry}/${target}:`)) && !image.endsWith(`:${version}`);

/** @returns names of the imported images */
export async function importImages(refresh: ImageRefresh, { images, build }: BuildResult): Promise<string[]> {
  const { tools, layout } = refresh;
  const imported = await importBuilt(refresh, images);
  await tagBuild(layout, kubectlFor(tools.kubernetes.kubectl, layout.kubeconfig), build);
  return imported;
}

/** @returns names of the images that the cluster did not have */
export async function importBuilt({ layout, logs, progress }: ImageRefresh, images: BuildRecord): Promise<string[]> {
  const file = join(layout.containerd.root, 'mambogo-images.json');
  const present = readBuildRecord(file);
  const outdated = Object.entries(images).filter(([image, { id }]) => present[image]?.id !== id);
  for (const [image, imageEntry] of outdated) {
    await progress.step(`${image} into the cluster`, () =>
      importImage(layout, image, layoutIn(cacheFolder()), join(logs, 'import.log')),
    );
    present[image] = imageEntry;
    writeBuildRecord(file, present);
  }
  return outdated.map(([image]) => image);
}

/** Unmounts what buildah keeps mounted between builds. */
export const releaseImages = (): Promise<void> => withLock(imagesLock, () => unmount(buildahStore(cacheFolder())));

const imagesLock = 'cluster-images';
const layoutIn = (cache: string): string => join(cache, 'image-layout');
const builtFile = (cache: string): string => join(cache, 'images-built.json');

const readBuildRecord = (file: string): BuildRecord =>
  existsSync(file) ? BuildRecord.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};

function writeBuildRecord(file: string, record: BuildRecord): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(record, undefined, 2));
  renameSync(`${file}.new`, file);
}

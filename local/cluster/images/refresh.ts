/** Brings the images up to date: builds what changed, and gives containerd what it has not got. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { buildId, recordBuild } from '../../images/build-id.ts';
import type { Progress } from '../../supervisor/progress.ts';
import { withLock } from '../../supervisor/runner-lock.ts';
import { cacheFolder } from '../../toolchain/folders.ts';
import { kubectlFor } from '../kubectl.ts';
import { unmount } from '../node/sweep.ts';
import type { ClusterTools } from '../prepare-tools.ts';
import type { ClusterRoom } from '../room.ts';
import { buildahIn, buildahStore } from './buildah.ts';
import { catalogue } from './catalogue.ts';
import { importImage } from './import.ts';
import { sweepLayout } from './layout.ts';
import { nameBuild } from './own-builds.ts';

/** Image -> what it was last made of, and what came of it. */
const Ledger = z.record(z.string(), z.object({ inputs: z.string(), id: z.string() }));
type Ledger = z.infer<typeof Ledger>;

export interface Refresh {
  readonly tools: ClusterTools;
  readonly room: ClusterRoom;
  readonly logs: string;
  readonly progress: Progress;
}

export interface Built {
  /** Those there are to run. */
  readonly images: Ledger;
  /** Of the shop's own. */
  readonly build: string;
}

export async function buildImages({ tools, logs, progress }: Refresh): Promise<Built> {
  const cache = cacheFolder();
  const buildah = buildahIn(cache, join(logs, 'buildah.log'));
  const build = buildId();
  const entries = await progress.step('Bases of the images', () =>
    catalogue(tools, cache, join(logs, 'debian.log'), build),
  );
  const toRun = entries.filter(({ baseOnly }) => !baseOnly).map(({ image }) => image);
  return withLock(imagesLock, async () => {
    const built = readLedger(builtFile(cache));
    const changed = entries.filter(({ image, inputs }) => built[image]?.inputs !== inputs);
    for (const entry of changed) {
      const { image, inputs } = entry;
      await progress.step(`image ${image}`, async () => {
        const id = await buildah.build(entry);
        if (!entry.baseOnly && id !== built[image]?.id) await buildah.push(image, layoutIn(cache));
        built[image] = { inputs, id };
      });
      writeLedger(builtFile(cache), built);
    }
    if (changed.length > 0)
      await progress.step('Superseded layers', async () => {
        sweepLayout(layoutIn(cache), toRun);
        await buildah.prune();
      });
    recordBuild(build);
    return {
      build,
      images: Object.fromEntries(toRun.flatMap((image) => (built[image] ? [[image, built[image]]] : []))),
    };
  });
}

/** @returns the names of those that were taken in */
export async function importImages(
  { tools, room, logs, progress }: Refresh,
  { images, build }: Built,
): Promise<string[]> {
  const file = join(room.containerd.root, 'mambogo-images.json');
  const present = readLedger(file);
  const wanted = Object.entries(images).filter(([image, { id }]) => present[image]?.id !== id);
  for (const [image, made] of wanted) {
    await progress.step(`${image} into the cluster`, () =>
      importImage(room, image, layoutIn(cacheFolder()), join(logs, 'import.log')),
    );
    present[image] = made;
    writeLedger(file, present);
  }
  await nameBuild(room, kubectlFor(tools.kubernetes.kubectl, room.kubeconfig), build);
  return wanted.map(([image]) => image);
}

/** Ends what buildah keeps mounted between builds. */
export const releaseImages = (): Promise<void> => withLock(imagesLock, () => unmount(buildahStore(cacheFolder())));

const imagesLock = 'cluster-images';
const layoutIn = (cache: string): string => join(cache, 'image-layout');
const builtFile = (cache: string): string => join(cache, 'images-built.json');

const readLedger = (file: string): Ledger =>
  existsSync(file) ? Ledger.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};

function writeLedger(file: string, ledger: Ledger): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(ledger, undefined, 2));
  renameSync(`${file}.new`, file);
}

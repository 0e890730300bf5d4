/** Reads files of an image without running it, with whatever program built it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildahStore } from '../cluster/images/buildah.ts';
import type { BuilderName } from '../images/image-builder.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { cacheFolder } from '../toolchain/cache-folder.ts';

/** Folders of jars in the images. */
export const jarFolders = ['/opt/kafka/libs', '/opt/apicurio/lib/boot', '/opt/apicurio/lib/main'] as const;

export interface ImageFiles {
  /** undefined: no such file. */
  read(path: string): string | undefined;
  /** Names in a folder; empty if it does not exist. */
  list(path: string): string[];
}

/** @param use gets access to the files while they are mounted */
export async function withImageFiles<T>(
  builder: BuilderName,
  image: string,
  use: (files: ImageFiles) => T | Promise<T>,
): Promise<T> {
  return builder === 'buildah' ? fromMount(image, use) : fromCopy(builder, image, use);
}

/** The cluster's images are in a store of their own; buildah's default store is used for others. */
async function fromMount<T>(image: string, use: (files: ImageFiles) => T | Promise<T>): Promise<T> {
  const stores = [
    [
      '--root',
      buildahStore(cacheFolder()),
      '--runroot',
      join(cacheFolder(), 'buildah-run'),
      '--storage-driver',
      'overlay',
    ],
    [],
  ];
  const buildah = (store: readonly string[], ...args: string[]) =>
    runCommand({ command: 'buildah', args: [...store, ...args] }).then((text) => text.trim());
  for (const store of stores) {
    const container = await buildah(store, 'from', '--pull-never', image).catch(() => undefined);
    if (container === undefined) continue;
    try {
      return await use(filesBelow(await buildah(store, 'mount', container)));
    } finally {
      await buildah(store, 'rm', container);
    }
  }
  throw new Error(`buildah has no image ${image}: build it first (npm run images)`);
}

async function fromCopy<T>(
  builder: 'docker' | 'podman',
  image: string,
  use: (files: ImageFiles) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  const container = (await runCommand({ command: builder, args: ['create', image, 'nothing'] })).trim();
  try {
    for (const path of ['/var/lib/dpkg', ...jarFolders]) {
      const into = join(folder, path, '..');
      await runCommand({ command: 'mkdir', args: ['-p', into] });
      await runCommand({ command: builder, args: ['cp', `${container}:${path}`, into] }).catch(() => undefined);
    }
    return await use(filesBelow(folder));
  } finally {
    await runCommand({ command: builder, args: ['rm', container] });
    rmSync(folder, { recursive: true });
  }
}

const filesBelow = (root: string): ImageFiles => ({
  read: (path) => attempt(() => readFileSync(join(root, path), 'utf8')),
  list: (path) => attempt(() => readdirSync(join(root, path))) ?? [],
});

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

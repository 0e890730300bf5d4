/** A disk that can fill up: an in-memory file system whose size is reduced to its current use. Needs root. */
import { chmodSync, mkdirSync, statfsSync } from 'node:fs';
import { runCommand } from '@mambogo/local/supervisor/run-command.ts';

export interface SmallDisk {
  readonly folder: string;
  /** Makes the disk full. */
  fill(): Promise<void>;
  /** Makes space again. */
  free(): Promise<void>;
  remove(): Promise<void>;
}

/** @param size bytes, when it is not full */
export async function makeSmallDisk(folder: string, size: number): Promise<SmallDisk> {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const mount = (...args: string[]) => runCommand({ command: 'mount', args: [...args, folder] });
  await mount('-t', 'tmpfs', '-o', `size=${size},mode=755`, 'mambogo-chaos');
  return {
    folder,
    async fill() {
      const { blocks, bfree, bsize } = statfsSync(folder);
      // Concurrent writes make it larger than measured: then it can't be reduced.
      for (let spare = 0; ; spare = spare * 2 + 1) {
        const cut = await mount('-o', `remount,size=${(blocks - bfree + spare) * bsize}`).catch(() => 'grown');
        if (cut !== 'grown') return;
      }
    },
    async free() {
      await mount('-o', `remount,size=${size}`);
    },
    async remove() {
      await runCommand({ command: 'umount', args: ['--lazy', folder] });
    },
  };
}

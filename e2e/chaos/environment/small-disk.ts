/** A disk that can be full: a file system in memory whose size is cut down to what is on it. Needs root. */
import { chmodSync, mkdirSync, statfsSync } from 'node:fs';
import { runCommand } from '@mambogo/local/supervisor/run-command.ts';

export interface SmallDisk {
  readonly folder: string;
  /** From now on there is no room for anything more. */
  fill(): Promise<void>;
  /** There is room again. */
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
      // What is written meanwhile makes it larger than we saw: then it would not be cut down.
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

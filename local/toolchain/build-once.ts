/**
 * Creates a folder of the cache, once: a build appears complete or not at all, and two runners that need the same build
 * serialize, so that the second finds it.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { withLock } from '../supervisor/runner-lock.ts';

export async function buildOnce(folder: string, build: (into: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  return withLock(folder, async () => {
    if (existsSync(folder)) return folder;
    const partial = `${folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
    mkdirSync(partial, { recursive: true, mode: 0o755 });
    await build(partial);
    renameSync(partial, folder);
    return folder;
  });
}

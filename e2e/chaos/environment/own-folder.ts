/** The folder of a run: emptied when it begins, but only if a run created it. */
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '@mambogo/local/cli/make-folder.ts';
import { StartError } from '@mambogo/local/supervisor/start-error.ts';

/** Marks the folder of a run, from its beginning on. */
const marker = '.mambogo-chaos';

/** Throws a StartError for a non-empty folder that is not from an earlier run. */
export function emptyOwnFolder(folder: string): void {
  if (existsSync(folder) && !mayBeEmptied(folder))
    throw new StartError(
      `${folder} is not empty and not of an earlier run of chaos (it has no ${marker}): name another folder, or remove it yourself`,
    );
  rmSync(folder, { recursive: true, force: true });
  makeFolder(folder, 0o755);
  writeFileSync(join(folder, marker), 'npm run chaos empties this folder when it begins.\n');
}

const mayBeEmptied = (folder: string): boolean =>
  statSync(folder).isDirectory() && (readdirSync(folder).length === 0 || existsSync(join(folder, marker)));

/**
 * Creates a folder that a user named, including parents. Not with the `recursive` option of `mkdir`: where a file system does not
 * allow new folders, as below /proc, that call never returns, and signals are not handled meanwhile.
 */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Throws the system's error (see describe-file-error.ts) for the first folder that can't be created. */
export function makeFolder(folder: string, mode?: number): void {
  const path = resolve(folder);
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process has created it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

/** False also where a part of the path is a file. */
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

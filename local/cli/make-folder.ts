/**
 * Makes a folder that a person named, and those above it. Not by `mkdir` with `recursive`: that never returns where a file system has
 * no such folder and lets none be made, as below /proc, and while it turns no signal is handled.
 */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Throws the system's error (see file-problem.ts) for the first folder that can't be made. */
export function makeFolder(folder: string, mode?: number): void {
  const path = resolve(folder);
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Somebody else made it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

/** False also where a part of the path is a file. */
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

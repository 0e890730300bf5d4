/** Finds a program in PATH and in the usual folders of servers. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const searchPaths = ['/usr/sbin', '/sbin', '/usr/local/go/bin'];

export function findCommand(name: string): string | undefined {
  return [...(process.env.PATH ?? '').split(delimiter), ...searchPaths]
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

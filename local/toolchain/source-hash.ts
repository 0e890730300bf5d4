/** A short hash of source files, to detect that what was built from them is outdated. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** @param folders searched recursively for files that satisfy `counts` */
export function sourceHash(folders: readonly string[], counts: (file: string) => boolean = () => true): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => counts(relative(folder, file)))
      .sort();
    for (const file of files) hash.update(relative(folder, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

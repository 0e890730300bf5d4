/** Checks that the generated files are up to date. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '@mambogo/docs/generated-files.ts';

/** One line for every file that differs from what would be generated now. */
export async function staleFiles(root: string): Promise<string[]> {
  return [...generatedFiles(root)]
    .filter(([path, content]) => {
      const file = join(root, path);
      return !existsSync(file) || readFileSync(file, 'utf8') !== content;
    })
    .map(([path]) => `${path} is outdated: run npm run generate`);
}

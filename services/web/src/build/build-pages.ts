/**
 * `node src/build/build-pages.ts FOLDER`: builds the pages into FOLDER (default: dist): hashed assets, each with its
 * compressed forms beside it, and manifest.json, which says which file needs which.
 */
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vite';
import { compressFiles } from './compress-files.ts';
import { viteOptions } from './vite-options.ts';

export async function buildPages(folder: string): Promise<void> {
  // Dependencies are chosen by it when they are bundled: without, React would come with its development checks.
  process.env.NODE_ENV = 'production';
  await build(viteOptions(folder));
  compressFiles(folder);
}

if (import.meta.main)
  await buildPages(resolve(process.argv[2] ?? 'dist')).catch((error: unknown) => {
    const words = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
    process.stderr.write(`${words}\n`);
    // Whoever started this shows the last line alone: the one that says what and where.
    process.stderr.write(
      `the pages can't be built: ${words.split('\n').find((line) => line.includes('[')) ?? words}\n`,
    );
    process.exit(1);
  });

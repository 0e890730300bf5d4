/**
 * `node src/build/build-pages.ts FOLDER`: builds the pages into FOLDER (default: dist): hashed assets with their compressed
 * variants, manifest.json with the dependencies of each file, and the application for the server.
 */
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vite';
import { compressFiles } from './compress-files.ts';
import { serverOptions, viteOptions } from './vite-options.ts';

export async function buildPages(folder: string): Promise<void> {
  // Read when dependencies are bundled: without it, the bundle would contain the development build of React.
  process.env.NODE_ENV = 'production';
  await build(viteOptions(folder));
  compressFiles(folder);
  await build(serverOptions(folder));
}

if (import.meta.main)
  await buildPages(resolve(process.argv[2] ?? 'dist')).catch((error: unknown) => {
    const message = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
    process.stderr.write(`${message}\n`);
    // Callers show only the last line, so it has to contain the error and its location.
    process.stderr.write(
      `the pages can't be built: ${message.split('\n').find((line) => line.includes('[')) ?? message}\n`,
    );
    process.exit(1);
  });

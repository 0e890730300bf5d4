/**
 * `node docs/site/build-site.ts FOLDER`: builds the documentation site into FOLDER/docs, as static pages for the path /docs/ of
 * any web server. Called by local/toolchain/build-docs.ts.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vitepress';
import { writeApiReference } from './api-reference/write-api-reference.ts';
import { moveInlineScripts } from './move-inline-scripts.ts';
import { root } from './page-files.ts';

async function buildSite(folder: string): Promise<void> {
  const site = join(folder, 'docs');
  mkdirSync(site, { recursive: true });
  await build(import.meta.dirname, { outDir: site });
  moveInlineScripts(site);
  writeApiReference(site);
  copyFileSync(join(root, 'services/web/public/favicon.svg'), join(site, 'favicon.svg'));
}

await buildSite(resolve(process.argv[2] ?? 'dist')).catch((error: unknown) => {
  const message = stripVTControlCharacters(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.stderr.write(`${message}\n`);
  // Callers show only the last line.
  process.stderr.write(`the documentation can't be built: ${message.split('\n')[0]}\n`);
  process.exit(1);
});

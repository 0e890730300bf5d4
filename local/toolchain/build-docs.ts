/** The documentation site, built when its sources changed: one cache folder per state of the sources. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pageFiles, root } from '@mambogo/docs/site/page-files.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { withLock } from '../supervisor/runner-lock.ts';
import { buildOnce } from './build-once.ts';
import { sourceHash } from './source-hash.ts';

/** Of `.vitepress`; the generator writes temporary files beside them. */
const ownFiles = /^\.vitepress\/(?:config\.js|theme\/)/;

/** Inputs of the site: its generator, every Markdown file, API documents, pictures, and the generator's packages. */
function docsHash(): string {
  const folders = ['docs/site', 'docs/api', 'docs/pictures'];
  const hash = createHash('sha256').update(
    sourceHash(
      folders.map((folder) => join(root, folder)),
      (file) => !file.endsWith('.test.ts') && !(file.startsWith('.vitepress/') && !ownFiles.test(file)),
    ),
  );
  for (const file of [...pageFiles(), 'package-lock.json']) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

/** A folder of the cache, and in it the site as `docs`: its path behind a web server's address. */
const builtFolder = (cache: string): string => join(cache, `docs-${docsHash()}`);
const siteIn = (folder: string): string => join(folder, 'docs');

/** Where the site is once it is built. */
export const docsFolder = (cache: string): string => siteIn(builtFolder(cache));

/** Builds of earlier sources are removed when no running shop is likely to serve them any more. */
const keepMs = 7 * 86_400_000;

/** @returns folder to serve under /docs; a few seconds of processor time when the sources changed */
export async function buildDocs(cache: string, log?: string, signal?: AbortSignal): Promise<string> {
  // One build at a time: all builds of a checkout share the generator's temporary folder.
  const folder = await withLock(join(cache, 'docs'), () => buildOnce(builtFolder(cache), build));
  return siteIn(folder);

  async function build(into: string): Promise<void> {
    await runCommand({
      // Beside a running shop, which goes first.
      command: 'nice',
      args: ['-n', '10', process.execPath, '--disable-warning=ExperimentalWarning', buildScript, into],
      folder: root,
      log,
      signal,
    });
    for (const old of globSync(join(cache, 'docs-*')))
      if (statSync(old).mtimeMs < Date.now() - keepMs) rmSync(old, { recursive: true });
  }
}

const buildScript = join(root, 'docs/site/build-site.ts');

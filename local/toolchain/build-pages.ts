/** The shop's pages, built when their sources changed: one cache folder per state of the sources. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from '../supervisor/run-command.ts';
import { buildOnce } from './build-once.ts';
import { sourceHash } from './source-hash.ts';

const root = resolve(import.meta.dirname, '../..');
const web = join(root, 'services/web');

/** Inputs of the pages: their sources, types shared with the services, and bundled dependencies. */
function pagesHash(): string {
  const sources = ['services/web/src/app', 'services/web/src/build', 'services/web/public', 'packages/contracts/src'];
  return createHash('sha256')
    .update(
      sourceHash(
        sources.map((folder) => join(root, folder)),
        (file) => !file.endsWith('.test.ts'),
      ),
    )
    .update(readFileSync(join(web, 'package.json')))
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
}

/** @returns folder to serve */
export const buildPages = (cache: string, log: string): Promise<string> =>
  buildOnce(join(cache, `pages-${pagesHash()}`), async (into) => {
    await runCommand({
      command: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', join(web, 'src/build/build-pages.ts'), into],
      folder: web,
      log,
    });
  });

/** `npm run docs`: builds the documentation site. */
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { commandLine } from '@mambogo/local/cli/command-line.ts';
import { makeFolder } from '@mambogo/local/cli/make-folder.ts';
import { terminalProgress } from '@mambogo/local/supervisor/progress.ts';
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import { buildDocs } from '@mambogo/local/toolchain/build-docs.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';

const { into } = commandLine('docs', {
  purpose:
    'Builds the documentation as static pages with search, the API reference and the events; unless their sources changed, an earlier build is used.',
  examples: [
    ['', 'into the cache, from where npm start serves it at /docs'],
    ['--into site', 'also a copy, for the path /docs/ of any web server'],
  ],
  notes: 'Exit codes: 0 built, 1 failed, such as by a link that leads nowhere.',
})
  .option('--into <folder>', 'a folder for a copy; what else is in it stays')
  .parse()
  .opts();

const progress = terminalProgress();
try {
  const built = await progress.step('documentation', () => buildDocs(cacheFolder()));
  if (into) {
    makeFolder(into);
    cpSync(built, resolve(into), { recursive: true });
  }
  progress.print(into ? resolve(into) : built);
} catch (error) {
  if (!progress.hasReported(error)) progress.print(errorLine(error));
  process.exit(1);
}

/** `npm run generate`: writes the files that are generated from the contracts, the blueprint and the Storefront's schema. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { installFile, installManifest } from '@mambogo/local/chart/install-manifest.ts';
import { commandLine } from '@mambogo/local/cli/command-line.ts';
import { releasedFiles } from './compatibility/released-documents.ts';
import { generatedFiles } from './generated-files.ts';

const { released } = commandLine('generate', {
  purpose: 'Writes the files that are generated from the contracts, the blueprint and the schema of the Storefront.',
  examples: [
    ['', 'OpenAPI, AsyncAPI, the CRD, the manifests, the diagram of the README'],
    ['--released 1.1.0', 'also keeps the API, the events and the CRD as those that version 1.1.0 promises'],
  ],
})
  .option('--released <version>', 'keep the documents in docs/api/released for comparison with later versions')
  .parse()
  .opts();

const root = resolve(import.meta.dirname, '..');

for (const [path, content] of generatedFiles(root)) write(path, content);
if (released) for (const [path, content] of releasedFiles(released)) write(path, content);
// Rendered by helm from the files just written; a test compares the two.
write(installFile, await installManifest());

function write(path: string, content: string): void {
  const file = join(root, path);
  const changed = !existsSync(file) || readFileSync(file, 'utf8') !== content;
  if (changed) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  console.log(`${changed ? 'written  ' : 'unchanged'} ${path}`);
}

/**
 * The files of a new service, from local/new-service/template. The template is a whole service that type-checks under the name
 * inventory; its contracts stand beside it, and imports of them are changed to their place in the repository. Pure but for reading.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capital } from './insertions.ts';

const folder = join(import.meta.dirname, 'template');

/** Path from the repository's root -> content. */
export function renderTemplate(name: string): ReadonlyMap<string, string> {
  const rename = (text: string) => text.replaceAll('Inventory', capital(name)).replaceAll('inventory', name);
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => {
        const path = rename(file.slice(folder.length + 1));
        return [targetOf(path, name), withTargetImports(rename(readFileSync(file, 'utf8')), path)];
      }),
  );
}

function targetOf(path: string, name: string): string {
  if (path.endsWith('-events.ts')) return path.replace('contracts/', 'packages/contracts/src/events/');
  if (path.startsWith('contracts/')) return path.replace('contracts/', 'packages/contracts/src/api/');
  if (path.startsWith('docs/')) return path.replace('docs/', 'docs/generators/operations/');
  return path.replace('service/', `services/${name}/`);
}

function withTargetImports(text: string, path: string): string {
  if (path.startsWith('contracts/'))
    return text.replaceAll('@mambogo/contracts/events/', './').replaceAll('@mambogo/contracts/', '../');
  if (path.startsWith('docs/')) return text.replaceAll('@mambogo/docs/generators/operations/', './');
  return text
    .replaceAll(/(?:\.\.\/)+contracts\/([a-z]+-events\.ts)/g, '@mambogo/contracts/events/$1')
    .replaceAll(/(?:\.\.\/)+contracts\/([a-z]+\.ts)/g, '@mambogo/contracts/api/$1');
}

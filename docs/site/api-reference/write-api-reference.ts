/**
 * Writes the page of the API reference: Redoc from its package, beside the OpenAPI document. The documents themselves are on the
 * site too, for tools.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../page-files.ts';
import { base } from '../site-paths.ts';

export function writeApiReference(site: string): void {
  const folder = join(site, 'api');
  mkdirSync(folder, { recursive: true });
  for (const document of ['openapi.yaml', 'asyncapi.yaml'])
    copyFileSync(join(root, 'docs/api', document), join(folder, document));
  const redoc = fileURLToPath(import.meta.resolve('redoc/bundles/redoc.standalone.js'));
  copyFileSync(`${redoc}.LICENSE.txt`, join(site, 'assets/redoc.LICENSE.txt'));
  const own = (name: string) => addAsset(site, name, readFileSync(join(import.meta.dirname, name), 'utf8'));
  const page = readFileSync(join(import.meta.dirname, 'page.html'), 'utf8')
    .replaceAll('%BASE%', base)
    .replace('%REDOC%', addAsset(site, 'redoc.js', withoutOutsideLogo(readFileSync(redoc, 'utf8'))))
    .replace('%OPEN%', own('open-reference.js'))
    .replace('%STYLE%', own('reference.css'));
  writeFileSync(join(folder, 'index.html'), page);
}

/** Its footer would load a picture from a server of its makers; the link beside it stays. */
function withoutOutsideLogo(redoc: string): string {
  const logo = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
  if (!redoc.includes(logo)) throw new Error(`Redoc has no ${logo} any more: see what its footer loads`);
  return redoc.replaceAll(
    logo,
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/%3E",
  );
}

/** Writes a file under a name with its hash, as it is cached for a year. @returns its path */
function addAsset(site: string, name: string, content: string): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const hashed = `${basename(name, extname(name))}.${hash}${extname(name)}`;
  writeFileSync(join(site, 'assets', hashed), content);
  return `${base}assets/${hashed}`;
}

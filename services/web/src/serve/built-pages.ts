/**
 * The built pages, read into memory once (some hundred kilobytes with their compressed variants). Only these files are served,
 * so path traversal is impossible.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { SettingsError } from '@mambogo/service/process/settings.ts';
import type { Encoding } from './choose-encoding.ts';
import { createPreloads, type Manifest, type Preloads } from './page-preloads.ts';

export interface BuiltFile {
  readonly type: string;
  readonly body: Buffer;
  /** Compressed variants. */
  readonly encoded: ReadonlyMap<Encoding, Buffer>;
  readonly tag: string;
  /** The name contains a hash of the content. */
  readonly immutable: boolean;
}

/** The application for the server, in the folder of the pages; never served. */
export const serverAppFile = 'server/app.mjs';

export interface BuiltPages {
  /** The HTML template shared by all pages. */
  readonly template: string;
  readonly preloads: Preloads;
  /** Path of the application for the server; undefined: pages are rendered by their script only. */
  readonly serverApp: string | undefined;
  /** By path, such as `/assets/main-1a2b3c.js`. */
  readonly files: ReadonlyMap<string, BuiltFile>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};
const extensions: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' };

export function readBuiltPages(folder: string): BuiltPages {
  if (!existsSync(join(folder, 'index.html')))
    throw new SettingsError(
      `bad settings: PAGES_DIR (${folder}) has no index.html: run services/web/src/build/build-pages.ts`,
    );
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const files = names.flatMap((name): [string, BuiltFile][] => {
    const type = types[extname(name)];
    // The build manifest is internal.
    return type && name !== 'manifest.json' ? [[`/${name}`, builtFile(folder, name, type)]] : [];
  });
  // Not validated: it comes from the build, like the scripts beside it.
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return {
    template: readFileSync(join(folder, 'index.html'), 'utf8'),
    preloads: createPreloads(manifest),
    serverApp: existsSync(join(folder, serverAppFile)) ? join(folder, serverAppFile) : undefined,
    files: new Map(files),
  };
}

function builtFile(folder: string, name: string, type: string): BuiltFile {
  const body = readFileSync(join(folder, name));
  const encoded = Object.entries(extensions).flatMap(([encoding, extension]): [Encoding, Buffer][] => {
    const path = join(folder, name + extension);
    return existsSync(path) ? [[encoding as Encoding, readFileSync(path)]] : [];
  });
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { type, body, encoded: new Map(encoded), tag, immutable: name.startsWith('assets/') };
}

/** Compresses the built files at the highest level, so that no request has to. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const text = /\.(css|js|json|svg|txt|webmanifest)$/;
/** Bytes that a compressed variant must save to be kept. */
const worthwhile = 128;

export function compressFiles(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && text.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files) {
    const body = readFileSync(file);
    const parameters = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    };
    for (const [ending, smaller] of [
      ['.br', brotliCompressSync(body, { params: parameters })],
      ['.gz', gzipSync(body, { level: constants.Z_BEST_COMPRESSION })],
    ] as const)
      if (smaller.length + worthwhile < body.length) writeFileSync(file + ending, smaller);
  }
}

/**
 * What tells the shop's own images of one version apart: a hash of what they are made of. Their tags end in it, beside the
 * plain ones, so that a pod can ask for just this one (the chart's value `build`).
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { sourceHash } from '../toolchain/source-hash.ts';

const root = resolve(import.meta.dirname, '../..');
const sources = ['images', 'packages', 'services', 'operator', 'dapr-components'];

/** Of the work tree as it is. */
export function buildId(): string {
  const code = sourceHash(
    sources.map((folder) => join(root, folder)),
    isImageSource,
  );
  const dependencies = readFileSync(join(root, 'package-lock.json'), 'utf8');
  return createHash('sha256').update(`${code}\0${dependencies}`).digest('hex').slice(0, 12);
}

/** Whether a file gets into an image: images/Containerfile.dockerignore says the same. */
export const isImageSource = (file: string): boolean =>
  !/(^|\/)(node_modules|dist|testing)\/|\.test\.tsx?$|\.md$/.test(file);

/** Of no interest but to this work tree, and made anew at any time. */
const buildIdFile = join(root, 'node_modules/.cache/mambogo-build');

/** Remembers what was built last, for whoever installs it. */
export function recordBuild(id: string): void {
  mkdirSync(dirname(buildIdFile), { recursive: true });
  writeFileSync(buildIdFile, id);
}

/** The build that was made last of this work tree; no images were made yet: an error that says so. */
export function recordedBuild(): string {
  try {
    return readFileSync(buildIdFile, 'utf8').trim();
  } catch {
    throw new Error('no images were built of this work tree: npm run images');
  }
}

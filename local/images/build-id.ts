/**
 * Identifies builds of the shop's images within a version: a hash of their sources. It is a suffix of an additional tag, so
 * that a pod can request this very build (the chart's value `build`).
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { sourceHash } from '../toolchain/source-hash.ts';

const root = resolve(import.meta.dirname, '../..');
const sources = ['images', 'packages', 'services', 'operator', 'dapr-components'];

/** Build id of the current work tree. */
export function buildId(): string {
  const code = sourceHash(
    sources.map((folder) => join(root, folder)),
    isImageSource,
  );
  const dependencies = readFileSync(join(root, 'package-lock.json'), 'utf8');
  return createHash('sha256').update(`${code}\0${dependencies}`).digest('hex').slice(0, 12);
}

/** Whether a file is part of an image: must match images/Containerfile.dockerignore. */
export const isImageSource = (file: string): boolean =>
  !/(^|\/)(node_modules|dist|testing)\/|\.test\.tsx?$|\.md$/.test(file);

/** Local to this work tree, and recreated when missing. */
const buildIdFile = join(root, 'node_modules/.cache/mambogo-build');

/** Records the latest build, for the installation. */
export function recordBuild(id: string): void {
  mkdirSync(dirname(buildIdFile), { recursive: true });
  writeFileSync(buildIdFile, id);
}

/** The latest build of this work tree; throws when no images were built yet. */
export function recordedBuild(): string {
  try {
    return readFileSync(buildIdFile, 'utf8').trim();
  } catch {
    throw new Error('no images were built from this work tree: npm run images');
  }
}

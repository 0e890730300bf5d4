/** What the images are called in this cluster. Nothing answers at this registry: they are all imported. Pure. */
import { readFileSync } from 'node:fs';

export const registry = 'mambogo.local';

export const version: string = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
).version;

/** One of the shop's, at the version of this work tree. */
export const shopImage = (name: string): string => `${registry}/${name}:${version}`;
export const toolImage = (name: string, toolVersion: string): string => `${registry}/${name}:${toolVersion}`;

export const debianImage = `${registry}/debian:bookworm`;
export const nodeImage = `${registry}/node:24`;
/** It sleeps, which is all that is asked of the container that holds a pod's network. */
export const pauseImage = debianImage;

/** Names of the images in this cluster. The registry name is not real: all images are imported. Pure. */
import { readFileSync } from 'node:fs';

export const registry = 'mambogo.local';

export const version: string = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
).version;

/** An image of the shop, at the version of this work tree. */
export const shopImage = (name: string): string => `${registry}/${name}:${version}`;
export const toolImage = (name: string, toolVersion: string): string => `${registry}/${name}:${toolVersion}`;

export const debianImage = `${registry}/debian:bookworm`;
export const nodeImage = `${registry}/node:24`;
/** The container that holds a pod's network only has to sleep. */
export const pauseImage = debianImage;

/** Folders of the runner's builds (cache, kept and shared by shops) and of shops' data. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const isRoot = process.getuid?.() === 0;

export const cacheFolder = (): string =>
  resolve(
    process.env.MAMBOGO_CACHE ??
      (isRoot ? '/var/cache/mambogo' : join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'mambogo')),
  );

/** Parent of shops' data folders unless MAMBOGO_DATA names another. */
export const defaultDataParent = (): string => (isRoot ? '/var/lib/mambogo' : join(homedir(), '.local/share/mambogo'));

/** @param shop the Storefront's name */
export const dataFolder = (shop: string): string => resolve(process.env.MAMBOGO_DATA ?? defaultDataParent(), shop);

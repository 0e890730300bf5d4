/** Where the runner keeps what it builds (cache, kept for ever, shared by shops) and what shops own (data). */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const isRoot = process.getuid?.() === 0;

export const cacheFolder = (): string =>
  resolve(
    process.env.MAMBOGO_CACHE ??
      (isRoot ? '/var/cache/mambogo' : join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'mambogo')),
  );

/** Where shops keep their data when MAMBOGO_DATA names no other folder. */
export const defaultDataParent = (): string => (isRoot ? '/var/lib/mambogo' : join(homedir(), '.local/share/mambogo'));

/** @param shop the Storefront's name */
export const dataFolder = (shop: string): string => resolve(process.env.MAMBOGO_DATA ?? defaultDataParent(), shop);

/** The Git repository of `spec.settings.git`. Pure. */
import type { StorefrontSpec } from '../api/storefront.ts';

/** undefined: none is named, or one that config can't read; config then has a repository of its own. */
export const settingsRepository = ({ settings }: StorefrontSpec): string | undefined =>
  settings?.git && isReadable(settings.git.url) ? settings.git.url : undefined;

/** Only http and https: the images have no ssh. */
export const isReadable = (url: string): boolean => /^https?:\/\/[^\s/]+/.test(url) && URL.canParse(url);

/** Where config reads settings from: a port outside the cluster, and the Secret with the keys `username` and `password`. */
export interface SettingsSource {
  readonly port: number;
  readonly secretName?: string;
}

export function settingsSource(spec: StorefrontSpec): SettingsSource | undefined {
  const url = settingsRepository(spec);
  return url === undefined ? undefined : { port: portOfUrl(url), secretName: spec.settings?.git?.secretName };
}

export function portOfUrl(url: string): number {
  const { port, protocol } = new URL(url);
  return Number(port || (protocol === 'https:' ? 443 : 80));
}

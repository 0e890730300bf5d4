/**
 * Commands to suggest to a person as the next step for this shop: they work in another terminal, without the environment of this
 * process.
 */
import { resolve } from 'node:path';
import type { ShopSelector } from '../shop/shop-selector.ts';
import { dataFolder, defaultDataParent } from '../toolchain/cache-folder.ts';
import { npmCommand, withArguments } from './command-line.ts';

/** @param args as quoted for a shell */
export function commandHint(script: string, args: readonly string[] = []): string {
  return withArguments(npmCommand(script), args.join(' '));
}

/** Options that select this shop; none for the one that a bare `npm start` runs. */
export function shopOptions({ storefrontFile, dataDir, portOffset = 0 }: ShopSelector, name: string): string[] {
  const folder = dataDir ?? dataFolder(name);
  return [
    ...(storefrontFile === undefined ? [] : ['--storefront', shellQuote(resolve(storefrontFile))]),
    ...(folder === resolve(defaultDataParent(), name) ? [] : ['--data', shellQuote(folder)]),
    ...(portOffset === 0 ? [] : ['--port-offset', String(portOffset)]),
  ];
}

export const defaultShopUrl = 'http://localhost:8080';

/** The option that selects the shop at this URL for a client. */
export const urlOption = (url: string): string[] => (url === defaultShopUrl ? [] : ['--url', shellQuote(url)]);

/** Quotes a text where a shell would split it. */
export const shellQuote = (text: string): string =>
  /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

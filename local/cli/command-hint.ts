/**
 * Commands that a person is asked to run next, about the very shop at hand: they work in another terminal, which has none of
 * this one's environment.
 */
import { resolve } from 'node:path';
import type { ShopSelector } from '../shop/shop-selector.ts';
import { dataFolder, defaultDataParent } from '../toolchain/cache-folder.ts';
import { npmCommand, withArguments } from './command-line.ts';

/** @param args as a shell takes them */
export function commandHint(script: string, args: readonly string[] = []): string {
  return withArguments(npmCommand(script), args.join(' '));
}

/** The options that lead a command to this shop; none for the one that a bare `npm start` runs. */
export function shopOptions({ storefrontFile, dataDir, portOffset = 0 }: ShopSelector, name: string): string[] {
  const folder = dataDir ?? dataFolder(name);
  return [
    ...(storefrontFile === undefined ? [] : ['--storefront', shellQuote(resolve(storefrontFile))]),
    ...(folder === resolve(defaultDataParent(), name) ? [] : ['--data', shellQuote(folder)]),
    ...(portOffset === 0 ? [] : ['--port-offset', String(portOffset)]),
  ];
}

export const defaultShopUrl = 'http://localhost:8080';

/** The option that leads a client to the shop at this address. */
export const urlOption = (url: string): string[] => (url === defaultShopUrl ? [] : ['--url', shellQuote(url)]);

/** Quoted, where a shell would take it apart. */
export const shellQuote = (text: string): string =>
  /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

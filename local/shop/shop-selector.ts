/** Options that select a shop; shared by all commands that access a shop from outside. */
import { resolve } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { portOffset } from '../cli/argument-values.ts';
import { type CommandHelp, commandLine } from '../cli/command-line.ts';
import type { ShopOptions } from './shop.ts';

export type ShopSelector = Pick<ShopOptions, 'storefrontFile' | 'dataDir' | 'portOffset' | 'storeDirs'>;

/** A command line with these options; the caller adds its own. */
export const shopCommandLine = (script: string, about: CommandHelp) =>
  commandLine(script, about)
    .optionsGroup('Which shop:')
    .option('--storefront <file>', "the shop's Storefront file; default storefronts/local.yaml")
    .option('--data <folder>', 'its data folder; default that of npm start')
    .addOption(portOffsetOption())
    .optionsGroup('Options:');

export const portOffsetOption = () =>
  new Option('--port-offset <n>', 'offset of all ports, as given to npm start')
    .env('MAMBOGO_PORT_OFFSET')
    .argParser(portOffset)
    .default(0);

/** Parses the options. */
export const readShopSelector = (options: {
  storefront?: string;
  data?: string;
  portOffset: number;
}): ShopSelector => ({
  storefrontFile: options.storefront,
  dataDir: options.data === undefined ? undefined : resolve(options.data),
  portOffset: options.portOffset,
});

/** The options by which a command finds the shop it is about; the same for all that look into a shop from outside. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ShopOptions } from './shop.ts';

export const whichShopUsage = `  --storefront FILE  the shop's Storefront file              (default storefronts/local.yaml)
  --data FOLDER      where its data is                       (default: as npm start has it)
  --port-offset N    as the shop was started; also MAMBOGO_PORT_OFFSET
  --help`;

export type WhichShop = Pick<ShopOptions, 'storefrontFile' | 'dataDir' | 'portOffset'>;

/** 'help' when that was asked for; throws, in words, when the options make no sense. */
export function readWhichShop(args?: string[]): WhichShop | 'help' {
  const { values } = parseArgs({
    ...(args ? { args } : {}),
    options: {
      storefront: { type: 'string' },
      data: { type: 'string' },
      'port-offset': { type: 'string', default: process.env.MAMBOGO_PORT_OFFSET ?? '0' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const portOffset = Number(values['port-offset']);
  if (!Number.isInteger(portOffset) || portOffset < 0) throw new Error('--port-offset takes a whole number');
  return { storefrontFile: values.storefront, dataDir: values.data && resolve(values.data), portOffset };
}

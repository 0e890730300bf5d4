/** Locates a shop of this machine that another process runs, by its Storefront file and its data: addresses and secrets. */
import { existsSync } from 'node:fs';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import { buildModel } from '@mambogo/operator/model/build-model.ts';
import { commandHint, shopOptions } from '../cli/command-hint.ts';
import { ensureRootKey } from '../services/write-credentials.ts';
import { StartError } from '../supervisor/start-error.ts';
import { dataFolder } from '../toolchain/cache-folder.ts';
import { localPlacement, storePorts } from './local-placement.ts';
import { readStorefront } from './read-storefront.ts';
import { type AddressSource, type ShopAddresses, shopAddresses } from './shop-addresses.ts';
import { shopDirs } from './shop-dirs.ts';
import type { ShopSelector } from './shop-selector.ts';

export const locateShop = (selector: ShopSelector = {}): ShopAddresses => shopAddresses(addressSourceOf(selector));

/** Inputs of its addresses. */
export function addressSourceOf(selector: ShopSelector): AddressSource {
  const { storefrontFile, portOffset = 0, dataDir, storeDirs: storeFolders } = selector;
  const storefront = readStorefront(storefrontFile);
  const dirs = shopDirs(dataDir ?? dataFolder(storefront.metadata.name), storeFolders);
  if (!existsSync(dirs.rootKeyFile)) {
    const start = commandHint('start', shopOptions(selector, storefront.metadata.name));
    throw new StartError(`${dirs.dataDir} contains no shop's data; to create a shop run: ${start}`);
  }
  const root = ensureRootKey(dirs.rootKeyFile, true);
  return {
    model: buildModel(storefront, localPlacement(dirs.dataDir, portOffset)),
    dirs,
    ports: storePorts(portOffset),
    secret: (purpose) => deriveSecret(root, purpose),
  };
}

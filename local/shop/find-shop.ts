/** A shop of this machine that somebody else runs, found by its Storefront file and its data: its addresses and secrets. */
import { existsSync } from 'node:fs';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import { buildModel } from '@mambogo/operator/model/build-model.ts';
import { hint, toShop } from '../cli/hint.ts';
import { rootSecret } from '../services/credentials.ts';
import { StartError } from '../supervisor/start-error.ts';
import { dataFolder } from '../toolchain/folders.ts';
import { dataRoom } from './data-room.ts';
import { localPlacement, storePorts } from './local-placement.ts';
import { readStorefront } from './read-storefront.ts';
import { type AddressSource, type ShopAddresses, shopAddresses } from './shop-addresses.ts';
import type { WhichShop } from './which-shop.ts';

export const findShop = (which: WhichShop = {}): ShopAddresses => shopAddresses(addressesOf(which));

/** What its addresses are made of. */
export function addressesOf(which: WhichShop): AddressSource {
  const { storefrontFile, portOffset = 0, dataDir, storeFolders } = which;
  const storefront = readStorefront(storefrontFile);
  const room = dataRoom(dataDir ?? dataFolder(storefront.metadata.name), storeFolders);
  if (!existsSync(room.rootSecret)) {
    const start = hint('start', toShop(which, storefront.metadata.name));
    throw new StartError(`${room.folder} holds no shop's data; this makes one: ${start}`);
  }
  const root = rootSecret(room.rootSecret, true);
  return {
    model: buildModel(storefront, localPlacement(room.folder, portOffset)),
    room,
    ports: storePorts(portOffset),
    secret: (purpose) => deriveSecret(root, purpose),
  };
}

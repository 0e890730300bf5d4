/** The shop that the journeys go through; the test runner says which. */
import { join } from 'node:path';
import { locateShop } from '@mambogo/local/shop/locate-shop.ts';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { connectTo, readAddress } from './shopper/connect-to.ts';

export const requiredSetting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys with npm test`);
  return value;
};

/** Where the shop is really reached, `host:port`, whatever its origin says: of one behind an ingress. */
export const clientRoute = process.env.SHOP_CONNECT_TO;
if (clientRoute) connectTo(readAddress(clientRoute));

/** The gateway's origin. */
export const shopUrl = (): string => requiredSetting('SHOP_URL');

/** Its parts and their secrets, for what shoppers never see. */
export const localShop = (): ShopAddresses =>
  locateShop({
    portOffset: Number(requiredSetting('SHOP_PORT_OFFSET')),
    dataDir: join(requiredSetting('SHOP_DATA_PARENT'), 'shop'),
  });

/** The payment provider's own address and the shop's key there: its ledger is what the shop's books are compared with. */
export function provider(): { url: string; key: string } {
  const shop = localShop();
  return {
    url: `http://127.0.0.1:${shop.ports.services['psp-simulator']}`,
    key: shop.credential('payment', 'psp-api-key'),
  };
}

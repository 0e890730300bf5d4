/** The shop that the journeys use; the test runner names it. */
import { join } from 'node:path';
import { locateShop } from '@mambogo/local/shop/locate-shop.ts';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { connectTo, readAddress } from './shopper/connect-to.ts';

export const requiredSetting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys with npm test`);
  return value;
};

/** The actual address, `host:port`, if it differs from the origin: for a shop behind an ingress. */
export const clientRoute = process.env.SHOP_CONNECT_TO;
if (clientRoute) connectTo(readAddress(clientRoute));

/** The gateway's origin. */
export const shopUrl = (): string => requiredSetting('SHOP_URL');

/** Its processes and their secrets, for tests that look behind the API. */
export const localShop = (): ShopAddresses =>
  locateShop({
    portOffset: Number(requiredSetting('SHOP_PORT_OFFSET')),
    dataDir: join(requiredSetting('SHOP_DATA_PARENT'), 'shop'),
  });

/** The payment provider's own address and the shop's key there: its ledger is compared with the shop's stores. */
export function provider(): { url: string; key: string } {
  const shop = localShop();
  return {
    url: `http://127.0.0.1:${shop.ports.services['psp-simulator']}`,
    key: shop.credential('payment', 'psp-api-key'),
  };
}

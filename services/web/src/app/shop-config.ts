/** The shop configuration that the server wrote into the page; see src/serve/shop-config.ts. */
import type { ShopConfig } from '../serve/shop-config.ts';

/** On the server: empty until `configureShop`. */
export const shopConfig: ShopConfig = JSON.parse(
  (typeof document === 'undefined' ? undefined : document.getElementById('shop-facts')?.textContent) ?? '{}',
);

export const configureShop = (config: ShopConfig): ShopConfig => Object.assign(shopConfig, config);

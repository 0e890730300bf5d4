/** The shop configuration that the server wrote into the page; see src/serve/shop-config.ts. */
import type { ShopConfig } from '../serve/shop-config.ts';

export const shopConfig: ShopConfig = JSON.parse(document.getElementById('shop-facts')?.textContent ?? '{}');

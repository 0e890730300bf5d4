/** What the server wrote into the page about the shop; see src/serve/shop-facts.ts. */
import type { ShopConfig } from '../serve/shop-config.ts';

export const shopConfig: ShopConfig = JSON.parse(document.getElementById('shop-facts')?.textContent ?? '{}');

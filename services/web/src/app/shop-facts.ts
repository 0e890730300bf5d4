/** What the server wrote into the page about the shop; see src/serve/shop-facts.ts. */
import type { ShopFacts } from '../serve/shop-facts.ts';

export const shopFacts: ShopFacts = JSON.parse(document.getElementById('shop-facts')?.textContent ?? '{}');

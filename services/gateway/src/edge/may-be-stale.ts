/**
 * Answers of which an old one is better than none, and one of a moment ago as good as any: the public catalogue. Never
 * anything that depends on who asks.
 */
import { getProduct, listCategories, listProducts } from '@mambogo/contracts/api/products.ts';
import type { Target } from './route-table.ts';

const ids: ReadonlySet<string> = new Set([listProducts.id, getProduct.id, listCategories.id]);

export const mayBeStale = ({ route }: Target, method: string): boolean =>
  method === 'GET' && route !== undefined && ids.has(route.id);

/** After it, whoever made the change wants to see it. */
export const changesCatalogue = ({ owner }: Target, method: string): boolean =>
  owner === 'product' && method !== 'GET' && method !== 'HEAD';

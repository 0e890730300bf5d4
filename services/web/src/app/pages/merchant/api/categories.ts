/** The admin API of categories. */
import type { Category, CategoryInput } from '@mambogo/contracts/api/categories.ts';
import type { QueryClient } from '@tanstack/react-query';
import { categoriesQuery } from '../../../api/catalogue.ts';
import { api } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/new-idempotency-key.ts';

const all = '/api/v1/categories';
const path = (slug: string, more = '') => `${all}/${encodeURIComponent(slug)}${more}`;

export const createCategory = (body: CategoryInput): Promise<Category> =>
  api.call(all, { method: 'POST', body, idempotencyKey: newIdempotencyKey() });
export const changeCategory = (slug: string, body: CategoryInput): Promise<Category> =>
  api.call(path(slug), { method: 'PUT', body });
export const mergeCategory = (slug: string, into: string): Promise<Category> =>
  api.call(path(slug, '/merge'), { method: 'POST', body: { into }, idempotencyKey: newIdempotencyKey() });
/** @param moveProductsTo a slug; undefined if it has no products */
export const removeCategory = (slug: string, moveProductsTo: string | undefined): Promise<void> =>
  api.call(path(slug), { method: 'DELETE', query: { moveProductsTo }, idempotencyKey: newIdempotencyKey() });

/** Invalidates categories and products, because products contain their category. */
export async function readCategoriesAgain(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: categoriesQuery.queryKey });
  await Promise.all([['products'], ['product']].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

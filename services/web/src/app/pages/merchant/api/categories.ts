/** The admin API of categories. */
import type { Category, CategoryInput } from '@mambogo/contracts/api/categories.ts';
import * as endpoints from '@mambogo/contracts/endpoints/categories.ts';
import type { QueryClient } from '@tanstack/react-query';
import { categoriesQuery } from '../../../api/catalogue.ts';
import { api } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/new-idempotency-key.ts';

export const createCategory = (body: CategoryInput): Promise<Category> =>
  api.call(endpoints.createCategory, { body, idempotencyKey: newIdempotencyKey() });
export const changeCategory = (slug: string, body: CategoryInput): Promise<Category> =>
  api.call(endpoints.changeCategory, { params: { slug }, body });
export const mergeCategory = (slug: string, into: string): Promise<Category> =>
  api.call(endpoints.mergeCategory, { params: { slug }, body: { into }, idempotencyKey: newIdempotencyKey() });
/** @param moveProductsTo a slug; undefined if it has no products */
export const removeCategory = (slug: string, moveProductsTo: string | undefined): Promise<void> =>
  api.call(endpoints.removeCategory, {
    params: { slug },
    query: { moveProductsTo },
    idempotencyKey: newIdempotencyKey(),
  });

/** Invalidates categories and products, because products contain their category. */
export async function readCategoriesAgain(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: categoriesQuery.queryKey });
  await Promise.all([['products'], ['product']].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

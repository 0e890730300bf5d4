/** The admin API of products, active and retired. */
import type { Product, ProductInput, ProductPage } from '@mambogo/contracts/api/products.ts';
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ProductQuery } from '../../../api/catalogue.ts';
import { api } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/new-idempotency-key.ts';

export interface MerchantProductQuery extends ProductQuery {
  readonly status?: Product['status'];
}

const path = (id: string, more = '') => `/api/v1/products/${encodeURIComponent(id)}${more}`;

export const merchantProductsQuery = (query: MerchantProductQuery) =>
  queryOptions({
    queryKey: ['products', 'merchant', query],
    queryFn: ({ signal }) => api.call<ProductPage>('/api/v1/products', { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

/** Fetches the current product, bypassing the cache. */
export const fetchLatestProduct = (id: string): Promise<Product> => api.call(path(id));

export const createProduct = (body: ProductInput): Promise<Product> =>
  api.call('/api/v1/products', { method: 'POST', body, idempotencyKey: newIdempotencyKey() });
export const changeProduct = (id: string, version: number, body: ProductInput): Promise<Product> =>
  api.call(path(id), { method: 'PUT', body, ifMatch: String(version) });
export const retireProduct = (id: string): Promise<Product> =>
  api.call(path(id, '/retire'), { method: 'POST', idempotencyKey: newIdempotencyKey() });
/** @param sku a new SKU; undefined to keep the old one */
export const reactivateProduct = (id: string, sku: string | undefined): Promise<Product> =>
  api.call(path(id, '/reactivate'), { method: 'POST', body: { sku }, idempotencyKey: newIdempotencyKey() });

/** Invalidates the caches after a product was added, changed or retired. */
export function cacheProduct(queries: QueryClient, product: Product): void {
  queries.setQueryData(['product', product.id], product);
  void queries.invalidateQueries({ queryKey: ['products'] });
}

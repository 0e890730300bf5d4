/** The catalogue as a merchant works with it: what is sold, and what no longer is. */
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

/** The product as it is now, whatever is kept of it here. */
export const fetchLatestProduct = (id: string): Promise<Product> => api.call(path(id));

export const createProduct = (body: ProductInput): Promise<Product> =>
  api.call('/api/v1/products', { method: 'POST', body, idempotencyKey: newIdempotencyKey() });
export const changeProduct = (id: string, version: number, body: ProductInput): Promise<Product> =>
  api.call(path(id), { method: 'PUT', body, ifMatch: String(version) });
export const retireProduct = (id: string): Promise<Product> =>
  api.call(path(id, '/retire'), { method: 'POST', idempotencyKey: newIdempotencyKey() });
/** @param sku a new one; undefined = the one it had */
export const reactivateProduct = (id: string, sku: string | undefined): Promise<Product> =>
  api.call(path(id, '/reactivate'), { method: 'POST', body: { sku }, idempotencyKey: newIdempotencyKey() });

/** A product came, changed or went: what pages know of it is renewed. */
export function cacheProduct(queries: QueryClient, product: Product): void {
  queries.setQueryData(['product', product.id], product);
  void queries.invalidateQueries({ queryKey: ['products'] });
}

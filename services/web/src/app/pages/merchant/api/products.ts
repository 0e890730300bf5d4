/** The admin API of products, active and retired. */
import type { Product, ProductInput } from '@mambogo/contracts/api/products.ts';
import * as endpoints from '@mambogo/contracts/endpoints/products.ts';
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ProductQuery } from '../../../api/catalogue.ts';
import { api } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/new-idempotency-key.ts';

export const merchantProductsQuery = (query: ProductQuery) =>
  queryOptions({
    queryKey: ['products', 'merchant', query],
    queryFn: ({ signal }) => api.call(endpoints.listProducts, { query, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

/** Fetches the current product, bypassing the cache. */
export const fetchLatestProduct = (id: string): Promise<Product> => api.call(endpoints.getProduct, { params: { id } });

export const createProduct = (body: ProductInput): Promise<Product> =>
  api.call(endpoints.createProduct, { body, idempotencyKey: newIdempotencyKey() });
export const changeProduct = (id: string, version: number, body: ProductInput): Promise<Product> =>
  api.call(endpoints.changeProduct, { params: { id }, body, ifMatch: String(version) });
export const retireProduct = (id: string): Promise<Product> =>
  api.call(endpoints.retireProduct, { params: { id }, idempotencyKey: newIdempotencyKey() });
/** @param sku a new SKU; undefined to keep the old one */
export const reactivateProduct = (id: string, sku: string | undefined): Promise<Product> =>
  api.call(endpoints.reactivateProduct, { params: { id }, body: { sku }, idempotencyKey: newIdempotencyKey() });

/** Invalidates the caches after a product was added, changed or retired. */
export function cacheProduct(queries: QueryClient, product: Product): void {
  queries.setQueryData(['product', product.id], product);
  // By its slugs.
  void queries.invalidateQueries({
    queryKey: ['product'],
    refetchType: 'none',
    predicate: ({ queryKey }) => queryKey[1] !== product.id,
  });
  void queries.invalidateQueries({ queryKey: ['products'] });
}

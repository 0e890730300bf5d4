/** The public catalogue. */
import type { CallInput } from '@mambogo/contracts/client/endpoint.ts';
import { getCategory, listCategories } from '@mambogo/contracts/endpoints/categories.ts';
import { getStock } from '@mambogo/contracts/endpoints/inventory.ts';
import { findProduct } from '@mambogo/contracts/endpoints/product-slugs.ts';
import { getProduct, listProducts } from '@mambogo/contracts/endpoints/products.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client.ts';

export type ProductQuery = NonNullable<CallInput<typeof listProducts>['query']>;

export const productsQuery = (query: ProductQuery) =>
  queryOptions({
    queryKey: ['products', query],
    queryFn: ({ signal }) => api.call(listProducts, { query, signal, isPublic: true }),
    placeholderData: keepPreviousData,
  });

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: ['product', id],
    queryFn: ({ signal }) => api.call(getProduct, { params: { id }, signal, isPublic: true }),
  });

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) => api.call(listCategories, { signal, isPublic: true }),
  staleTime: 300_000,
});

/** An id, which a slug never looks like. */
const productId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A product by its id, or by a present or former slug; the response has the present one. */
export const productAtQuery = (name: string) =>
  productId.test(name)
    ? productQuery(name.toLowerCase())
    : queryOptions({
        queryKey: ['product', name],
        queryFn: ({ signal }) => api.call(findProduct, { params: { slug: name }, signal, isPublic: true }),
      });

/** A category by its current or a former slug; the response has the current one. */
export const categoryQuery = (slug: string) =>
  queryOptions({
    queryKey: ['categories', slug],
    queryFn: ({ signal }) => api.call(getCategory, { params: { slug }, signal, isPublic: true }),
  });

/** The available stock, polled while the page is open. */
export const stockQuery = (productId: string) =>
  queryOptions({
    queryKey: ['stock', productId],
    queryFn: ({ signal }) => api.call(getStock, { params: { productId }, signal, isPublic: true }),
    staleTime: 0,
    refetchInterval: 20_000,
  });

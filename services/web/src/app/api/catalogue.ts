/** The public catalogue. */
import type { Category } from '@mambogo/contracts/api/categories.ts';
import type { StockLevel } from '@mambogo/contracts/api/inventory.ts';
import type { Availability, Product, ProductPage } from '@mambogo/contracts/api/products.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client.ts';

export type Sort = 'relevance' | 'name' | '-name' | 'price' | '-price' | 'createdAt' | '-createdAt';

export interface ProductQuery {
  readonly search?: string;
  readonly category?: string;
  /** Minor units. */
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly availability?: Availability;
  readonly sort?: Sort;
  readonly page?: number;
  readonly size?: number;
}

export const productsQuery = (query: ProductQuery) =>
  queryOptions({
    queryKey: ['products', query],
    queryFn: ({ signal }) => api.call<ProductPage>('/api/v1/products', { query: { ...query }, signal, isPublic: true }),
    placeholderData: keepPreviousData,
  });

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: ['product', id],
    queryFn: ({ signal }) =>
      api.call<Product>(`/api/v1/products/${encodeURIComponent(id)}`, { signal, isPublic: true }),
  });

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) => api.call<Category[]>('/api/v1/categories', { signal, isPublic: true }),
  staleTime: 300_000,
});

/** A category by its current or a former slug; the response has the current one. */
export const categoryQuery = (slug: string) =>
  queryOptions({
    queryKey: ['categories', slug],
    queryFn: ({ signal }) =>
      api.call<Category>(`/api/v1/categories/${encodeURIComponent(slug)}`, { signal, isPublic: true }),
  });

/** The available stock, polled while the page is open. */
export const stockQuery = (productId: string) =>
  queryOptions({
    queryKey: ['stock', productId],
    queryFn: ({ signal }) =>
      api.call<StockLevel>(`/api/v1/inventory/${encodeURIComponent(productId)}`, { signal, isPublic: true }),
    staleTime: 0,
    refetchInterval: 20_000,
  });

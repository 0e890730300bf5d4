/** The admin API of stock. */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import * as endpoints from '@mambogo/contracts/endpoints/inventory.ts';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

export const stockListQuery = (low: boolean, size = 20) =>
  infiniteQueryOptions({
    queryKey: ['merchant', 'stock', 'list', low, size],
    queryFn: ({ signal, pageParam }) =>
      api.call(endpoints.listStock, {
        query: { low: low || undefined, cursor: pageParam, size },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });

/** null if there is no stock record (inventory receives the event of a new product a moment later). */
export const stockItemQuery = (productId: string) =>
  queryOptions({
    queryKey: ['merchant', 'stock', 'item', productId],
    queryFn: async ({ signal }) => {
      const query = { product: productId, size: 1 };
      const { items } = await api.call(endpoints.listStock, { query, signal });
      return items[0] ?? null;
    },
    staleTime: 5_000,
    refetchInterval: ({ state: { data } }) => (data === null ? 3_000 : false),
  });

export const movementsQuery = (productId: string) =>
  infiniteQueryOptions({
    queryKey: ['merchant', 'stock', 'movements', productId],
    queryFn: ({ signal, pageParam }) =>
      api.call(endpoints.listMovements, {
        params: { productId },
        query: { cursor: pageParam, size: 20 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });

export interface Delivery {
  readonly quantity: number;
  readonly reference: string;
  /** Confirms another delivery with a reference that was used before. */
  readonly confirmDuplicate?: true;
}

export const receiveStock = (productId: string, body: Delivery, idempotencyKey: string): Promise<StockItem> =>
  api.call(endpoints.receiveStock, { params: { productId }, body, idempotencyKey });
export const adjustStock = (
  productId: string,
  body: { readonly delta: number; readonly reason: string },
  idempotencyKey: string,
): Promise<StockItem> => api.call(endpoints.adjustStock, { params: { productId }, body, idempotencyKey });

export const announceDelivery = (
  productId: string,
  body: { readonly expectedOn: string | null },
  idempotencyKey: string,
): Promise<StockItem> => api.call(endpoints.announceDelivery, { params: { productId }, body, idempotencyKey });

/** Updates the cached stock of a product. Shop pages follow a moment later, by the event that inventory publishes. */
export function cacheStock(queries: QueryClient, item: StockItem): void {
  queries.setQueryData(stockItemQuery(item.productId).queryKey, item);
  void queries.invalidateQueries({ queryKey: ['merchant', 'stock', 'list'] });
  void queries.invalidateQueries({ queryKey: ['merchant', 'stock', 'movements', item.productId] });
  for (const key of ['stock', 'product']) void queries.invalidateQueries({ queryKey: [key, item.productId] });
  void queries.invalidateQueries({ queryKey: ['products'] });
}

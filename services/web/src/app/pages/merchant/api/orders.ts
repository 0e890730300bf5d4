/** The admin API of orders. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import type { CallInput } from '@mambogo/contracts/client/endpoint.ts';
import * as endpoints from '@mambogo/contracts/endpoints/admin-orders.ts';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/new-idempotency-key.ts';
import type { OrderSearch } from '../orders/order-search.ts';
import { isRefundInProgress } from '../orders/refund-in-progress.ts';
import type { ExportFormat } from '../parts/export-buttons.tsx';

export const adminOrdersQuery = (search: OrderSearch, size = 20) =>
  infiniteQueryOptions({
    queryKey: ['merchant', 'orders', search, size],
    queryFn: ({ signal, pageParam }) =>
      api.call(endpoints.listAllOrders, { query: { ...search, cursor: pageParam, size }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });

/** Polling interval in milliseconds while a refund is pending, within the rate limit of the order API. */
const refundPollMs = 4_000;

export const adminOrderQuery = (id: string) =>
  queryOptions({
    queryKey: ['merchant', 'order', id],
    queryFn: ({ signal }) => api.call(endpoints.getAnyOrder, { params: { id }, signal }),
    staleTime: 2_000,
    refetchInterval: ({ state: { data } }) => (data && isRefundInProgress(data) ? refundPollMs : false),
  });

/** @param version of the order; part of the query key */
export const adminTimelineQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['merchant', 'timeline', id, version],
    queryFn: ({ signal }) => api.call(endpoints.getAnyTimeline, { params: { id }, signal }),
  });

/** The timeline of an order as the text of a file. */
export const exportTimeline = async (id: string, format: ExportFormat): Promise<string> =>
  (await api.open(endpoints.exportTimeline, { params: { id }, query: { format } })).text();

type BodyOf<E> = CallInput<E> extends { readonly body: infer B } ? B : never;

export const shipOrder = (id: string, body: BodyOf<typeof endpoints.shipOrder>): Promise<AdminOrder> =>
  api.call(endpoints.shipOrder, { params: { id }, body, idempotencyKey: newIdempotencyKey() });
export const deliverOrder = (id: string): Promise<AdminOrder> =>
  api.call(endpoints.deliverOrder, { params: { id }, idempotencyKey: newIdempotencyKey() });
export const cancelAnyOrder = (id: string, body: BodyOf<typeof endpoints.cancelAnyOrder>): Promise<AdminOrder> =>
  api.call(endpoints.cancelAnyOrder, { params: { id }, body, idempotencyKey: newIdempotencyKey() });
export const refundOrder = (
  id: string,
  body: BodyOf<typeof endpoints.refundOrder>,
  idempotencyKey: string,
): Promise<AdminOrder> => api.call(endpoints.refundOrder, { params: { id }, body, idempotencyKey });

/** Updates the cached order and invalidates all order lists. */
export function cacheOrder(queries: QueryClient, order: AdminOrder): void {
  queries.setQueryData(adminOrderQuery(order.id).queryKey, order);
  void queries.invalidateQueries({ queryKey: ['merchant', 'orders'] });
  void queries.invalidateQueries({ queryKey: ['merchant', 'timeline', order.id] });
}

/** The admin API of orders. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import type { Shipment, TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/new-idempotency-key.ts';
import type { OrderSearch } from '../orders/order-search.ts';
import { isRefundInProgress } from '../orders/refund-in-progress.ts';
import type { CursorPage } from './cursor-page.ts';

const all = '/api/v1/admin/orders';
const path = (id: string, more = '') => `${all}/${encodeURIComponent(id)}${more}`;

export const adminOrdersQuery = (search: OrderSearch, size = 20) =>
  infiniteQueryOptions({
    queryKey: ['merchant', 'orders', search, size],
    queryFn: ({ signal, pageParam }) =>
      api.call<CursorPage<AdminOrder>>(all, { query: { ...search, cursor: pageParam, size }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });

/** Polling interval in milliseconds while a refund is pending, within the rate limit of the order API. */
const refundPollMs = 4_000;

export const adminOrderQuery = (id: string) =>
  queryOptions({
    queryKey: ['merchant', 'order', id],
    queryFn: ({ signal }) => api.call<AdminOrder>(path(id), { signal }),
    staleTime: 2_000,
    refetchInterval: ({ state: { data } }) => (data && isRefundInProgress(data) ? refundPollMs : false),
  });

/** @param version of the order; part of the query key */
export const adminTimelineQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['merchant', 'timeline', id, version],
    queryFn: ({ signal }) => api.call<TimelineEntry[]>(path(id, '/timeline'), { signal }),
  });

interface StaffNote {
  readonly reason: string;
  readonly visibleToCustomer: boolean;
}

const post = (id: string, what: string, body: unknown): Promise<AdminOrder> =>
  api.call(path(id, `/${what}`), { method: 'POST', body, idempotencyKey: newIdempotencyKey() });

export const shipOrder = (id: string, shipment: Shipment) => post(id, 'ship', shipment);
export const deliverOrder = (id: string) => post(id, 'deliver', {});
/** @param texts `visibleToCustomer`: the customer sees the reason */
export const cancelAnyOrder = (id: string, texts: StaffNote) => post(id, 'cancel', texts);
/** @param amount undefined for the full remaining amount */
export const refundOrder = (
  id: string,
  request: StaffNote & { readonly amount?: Money; readonly goods?: readonly RefundedGoods[] },
  idempotencyKey: string,
): Promise<AdminOrder> => api.call(path(id, '/refunds'), { method: 'POST', body: request, idempotencyKey });

/** Updates the cached order and invalidates all order lists. */
export function cacheOrder(queries: QueryClient, order: AdminOrder): void {
  queries.setQueryData(adminOrderQuery(order.id).queryKey, order);
  void queries.invalidateQueries({ queryKey: ['merchant', 'orders'] });
  void queries.invalidateQueries({ queryKey: ['merchant', 'timeline', order.id] });
}

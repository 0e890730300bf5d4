/** Anybody's orders, and what a merchant does with them. */
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

/** Milliseconds between looks while money is on its way back: within what one person may ask of orders in a minute. */
const refundPollMs = 4_000;

export const adminOrderQuery = (id: string) =>
  queryOptions({
    queryKey: ['merchant', 'order', id],
    queryFn: ({ signal }) => api.call<AdminOrder>(path(id), { signal }),
    staleTime: 2_000,
    refetchInterval: ({ state: { data } }) => (data && isRefundInProgress(data) ? refundPollMs : false),
  });

/** @param version of the order: a later one has more to tell */
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
/** @param texts `visibleToCustomer`: the customer reads the reason */
export const cancelAnyOrder = (id: string, texts: StaffNote) => post(id, 'cancel', texts);
/** @param amount undefined: all that is left */
export const refundOrder = (
  id: string,
  request: StaffNote & { readonly amount?: Money; readonly goods?: readonly RefundedGoods[] },
  idempotencyKey: string,
): Promise<AdminOrder> => api.call(path(id, '/refunds'), { method: 'POST', body: request, idempotencyKey });

/** An order moved on: it is shown as it is, and every list is asked for again. */
export function cacheOrder(queries: QueryClient, order: AdminOrder): void {
  queries.setQueryData(adminOrderQuery(order.id).queryKey, order);
  void queries.invalidateQueries({ queryKey: ['merchant', 'orders'] });
  void queries.invalidateQueries({ queryKey: ['merchant', 'timeline', order.id] });
}

/** A customer's orders and how they are paid. */
import type { Order, OrderStatus, PlaceOrder, TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import type { PaymentProviderInfo } from '@mambogo/contracts/api/payments.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client.ts';
import { newIdempotencyKey } from './new-idempotency-key.ts';

const path = (id: string, more = '') => `/api/v1/orders/${encodeURIComponent(id)}${more}`;

interface OrderList {
  readonly items: Order[];
  readonly next?: string;
}

export const ordersQuery = (owner: string, status?: OrderStatus) =>
  infiniteQueryOptions({
    queryKey: ['orders', owner, status],
    queryFn: ({ signal, pageParam }) =>
      api.call<OrderList>('/api/v1/orders', { query: { status, cursor: pageParam, size: 10 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });

export const orderQuery = (owner: string, id: string) =>
  queryOptions({
    queryKey: ['order', owner, id],
    queryFn: ({ signal }) => api.call<Order>(path(id), { signal }),
    staleTime: 0,
  });

export const timelineQuery = (owner: string, id: string, version: number) =>
  queryOptions({
    queryKey: ['timeline', owner, id, version],
    queryFn: ({ signal }) => api.call<TimelineEntry[]>(path(id, '/timeline'), { signal }),
  });

export const paymentProviderQuery = queryOptions({
  queryKey: ['payment-provider'],
  queryFn: ({ signal }) => api.call<PaymentProviderInfo>('/api/v1/payments/provider', { signal, isPublic: true }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The request body, with ids as plain strings. */
export type OrderWanted = PlaceOrder;

export const placeOrder = (body: OrderWanted, idempotencyKey: string): Promise<Order> =>
  api.call('/api/v1/orders', { method: 'POST', body, idempotencyKey });
export const payOrder = (id: string, token: string, idempotencyKey: string): Promise<Order> =>
  api.call(path(id, '/payments'), { method: 'POST', body: { token }, idempotencyKey });
export const cancelOrder = (id: string, reason?: string): Promise<Order> =>
  api.call(path(id, '/cancel'), {
    method: 'POST',
    body: reason ? { reason } : {},
    idempotencyKey: newIdempotencyKey(),
  });

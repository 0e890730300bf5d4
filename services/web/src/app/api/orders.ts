/** A customer's orders and how they are paid. */
import type { Order, OrderStatus, PlaceOrder } from '@mambogo/contracts/api/orders.ts';
import * as actions from '@mambogo/contracts/endpoints/order-actions.ts';
import * as endpoints from '@mambogo/contracts/endpoints/orders.ts';
import { getPaymentProvider } from '@mambogo/contracts/endpoints/payments.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client.ts';
import { newIdempotencyKey } from './new-idempotency-key.ts';

export const ordersQuery = (owner: string, status?: OrderStatus) =>
  infiniteQueryOptions({
    queryKey: ['orders', owner, status],
    queryFn: ({ signal, pageParam }) =>
      api.call(endpoints.listOrders, { query: { status, cursor: pageParam, size: 10 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });

export const orderQuery = (owner: string, id: string) =>
  queryOptions({
    queryKey: ['order', owner, id],
    queryFn: ({ signal }) => api.call(endpoints.getOrder, { params: { id }, signal }),
    staleTime: 0,
  });

export const timelineQuery = (owner: string, id: string, version: number) =>
  queryOptions({
    queryKey: ['timeline', owner, id, version],
    queryFn: ({ signal }) => api.call(endpoints.getTimeline, { params: { id }, signal }),
  });

export const paymentProviderQuery = queryOptions({
  queryKey: ['payment-provider'],
  queryFn: ({ signal }) => api.call(getPaymentProvider, { signal, isPublic: true }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const placeOrder = (body: PlaceOrder, idempotencyKey: string): Promise<Order> =>
  api.call(endpoints.placeOrder, { body, idempotencyKey });
export const payOrder = (id: string, token: string, idempotencyKey: string): Promise<Order> =>
  api.call(actions.payOrder, { params: { id }, body: { token }, idempotencyKey });
export const cancelOrder = (id: string, reason?: string): Promise<Order> =>
  api.call(actions.cancelOrder, {
    params: { id },
    body: reason ? { reason } : {},
    idempotencyKey: newIdempotencyKey(),
  });

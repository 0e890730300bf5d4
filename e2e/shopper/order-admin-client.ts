/** A merchant's operations on orders: find, ship, deliver, cancel, refund. */
import { randomUUID } from 'node:crypto';
import { AdminOrder, AdminOrderPage } from '@mambogo/contracts/api/admin-orders.ts';
import { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { z } from 'zod';
import type { Api } from './api.ts';

export interface OrderAdminClient {
  list(query: Record<string, string>): Promise<z.infer<typeof AdminOrderPage>>;
  order(orderId: string): Promise<AdminOrder>;
  timeline(orderId: string): Promise<readonly TimelineEntry[]>;
  ship(orderId: string): Promise<AdminOrder>;
  deliver(orderId: string): Promise<AdminOrder>;
  cancel(orderId: string, reason: string): Promise<AdminOrder>;
  /** @param amount default: everything that is left */
  refund(orderId: string, amount?: Money, idempotencyKey?: string): Promise<AdminOrder>;
  refundGoods(orderId: string, goods: readonly RefundedGoods[]): Promise<AdminOrder>;
}

export function createOrderAdminClient(api: Api): OrderAdminClient {
  const path = (orderId: string) => `/api/v1/admin/orders/${orderId}`;
  const post = (orderId: string, what: string, body: unknown, headers?: Record<string, string>) =>
    api.send('POST', `${path(orderId)}/${what}`, body, AdminOrder, headers);
  return {
    list: (query) => api.get(`/api/v1/admin/orders?${new URLSearchParams(query)}`, AdminOrderPage),
    order: (orderId) => api.get(path(orderId), AdminOrder),
    timeline: (orderId) => api.get(`${path(orderId)}/timeline`, z.array(TimelineEntry)),
    ship: (orderId) => post(orderId, 'ship', { carrier: 'Post', trackingNumber: 'RR123' }),
    deliver: (orderId) => post(orderId, 'deliver', undefined),
    cancel: (orderId, reason) => post(orderId, 'cancel', { reason }),
    refund: (orderId, amount, key = randomUUID()) =>
      post(orderId, 'refunds', { ...(amount ? { amount } : {}), reason: 'a scratch' }, { 'idempotency-key': key }),
    refundGoods: (orderId, goods) =>
      post(orderId, 'refunds', { goods, reason: 'sent back' }, { 'idempotency-key': randomUUID() }),
  };
}

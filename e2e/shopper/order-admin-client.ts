/** A merchant's operations on orders: find, ship, deliver, cancel, refund. */
import { randomUUID } from 'node:crypto';
import {
  type AdminOrder,
  cancelAnyOrder,
  deliverOrder,
  getAnyOrder,
  getAnyTimeline,
  listAllOrders,
  refundOrder,
  shipOrder,
} from '@mambogo/contracts/api/admin-orders.ts';
import type { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import type { CallInput, CallOutput } from '@mambogo/contracts/client/endpoint.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import type { Api } from './api.ts';

export interface OrderAdminClient {
  list(query: CallInput<typeof listAllOrders>['query']): Promise<CallOutput<typeof listAllOrders>>;
  order(orderId: string): Promise<AdminOrder>;
  timeline(orderId: string): Promise<readonly TimelineEntry[]>;
  ship(orderId: string): Promise<AdminOrder>;
  deliver(orderId: string): Promise<AdminOrder>;
  cancel(orderId: string, reason: string): Promise<AdminOrder>;
  /** @param amount default: everything that is left */
  refund(orderId: string, amount?: Money, idempotencyKey?: string): Promise<AdminOrder>;
  refundGoods(orderId: string, goods: readonly RefundedGoods[]): Promise<AdminOrder>;
}

export const createOrderAdminClient = (api: Api): OrderAdminClient => ({
  list: (query) => api.call(listAllOrders, { query }),
  order: (id) => api.call(getAnyOrder, { params: { id } }),
  timeline: (id) => api.call(getAnyTimeline, { params: { id } }),
  ship: (id) => api.call(shipOrder, { params: { id }, body: { carrier: 'Post', trackingNumber: 'RR123' } }),
  deliver: (id) => api.call(deliverOrder, { params: { id } }),
  cancel: (id, reason) => api.call(cancelAnyOrder, { params: { id }, body: { reason } }),
  refund: (id, amount, idempotencyKey = randomUUID()) =>
    api.call(refundOrder, { params: { id }, body: { amount, reason: 'a scratch' }, idempotencyKey }),
  refundGoods: (id, goods) =>
    api.call(refundOrder, { params: { id }, body: { goods, reason: 'sent back' }, idempotencyKey: randomUUID() }),
});

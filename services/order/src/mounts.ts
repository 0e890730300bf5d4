/** What the order service answers and what it reacts to. */
import type { Reactions } from '@mambogo/messaging/mount-consumer.ts';
import type { BoundRoute } from '@mambogo/service/answer.ts';
import { followOrderApi } from './api/follow-order.ts';
import { getOrderApi } from './api/get-order.ts';
import { getTimelineApi } from './api/get-timeline.ts';
import { listOrdersApi } from './api/list-orders.ts';
import { placeOrderApi } from './api/place-order.ts';
import type { Context } from './context.ts';
import { onPaymentCaptured } from './events/on-payment-captured.ts';
import { onPaymentFailed } from './events/on-payment-failed.ts';
import { onStockCommitted } from './events/on-stock-committed.ts';
import { onStockRejected } from './events/on-stock-rejected.ts';
import { onStockReleased } from './events/on-stock-released.ts';
import { onStockReserved } from './events/on-stock-reserved.ts';

export const routes: readonly ((context: Context) => BoundRoute)[] = [
  placeOrderApi,
  listOrdersApi,
  getOrderApi,
  getTimelineApi,
  followOrderApi,
];

export const subscriptions: Reactions<Context> = {
  'inventory.events': [onStockReserved, onStockRejected, onStockReleased, onStockCommitted],
  'payment.events': [onPaymentCaptured, onPaymentFailed],
};

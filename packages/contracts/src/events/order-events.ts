/** Events of the order service (topic order.events, key orderId). They never have addresses or names. */
import { z } from 'zod';
import { cancellationReasons } from '../api/cancellation.ts';
import { OrderLine } from '../api/orders.ts';
import { CustomerId, OrderId, ProductId, RefundId } from '../ids.ts';
import { Money } from '../money.ts';
import { Time } from '../time.ts';
import { defineEvent, openEnum } from './event.ts';

/** `cartLineId`: the ordered line of the cart; absent in orders of earlier releases. */
export const BoughtLine = OrderLine.extend({ cartLineId: z.uuid().optional() });
export type BoughtLine = z.infer<typeof BoughtLine>;

const order = { version: 1, topic: 'order.events', key: 'orderId' } as const;

export const orderPlaced = defineEvent({
  ...order,
  name: 'order.placed',
  summary: 'An order was placed; nothing is reserved or paid yet',
  data: z.object({
    orderId: OrderId,
    number: z.string(),
    customerId: CustomerId,
    lines: z.array(OrderLine).min(1),
    total: Money,
    paymentToken: z.string().meta({ description: "the provider's reference to a card, never card data" }),
    payBefore: Time,
  }),
});

export const orderPaymentRequested = defineEvent({
  ...order,
  name: 'order.payment-requested',
  summary: 'The shopper pays with another card; attempts count from 1',
  data: z.object({ orderId: OrderId, attempt: z.int().min(2), paymentToken: z.string() }),
});

export const orderConfirmed = defineEvent({
  ...order,
  name: 'order.confirmed',
  summary: 'Stock is reserved and the payment captured',
  data: z.object({
    orderId: OrderId,
    customerId: CustomerId,
    lines: z.array(BoughtLine).min(1),
    paymentReference: z.string(),
  }),
});

export const orderRefundRequested = defineEvent({
  ...order,
  name: 'order.refund-requested',
  summary: 'A refund was requested, and the goods of `restock` are to be restocked',
  data: z.object({
    orderId: OrderId,
    refundId: RefundId,
    amount: Money,
    reason: z.string(),
    restock: z
      .array(z.object({ productId: ProductId, quantity: z.int().min(1) }))
      .min(1)
      .optional(),
  }),
});

export const orderCancelled = defineEvent({
  ...order,
  name: 'order.cancelled',
  summary: 'The order was cancelled: release the stock and refund what was paid',
  data: z.object({ orderId: OrderId, reason: openEnum(...cancellationReasons), detail: z.string() }),
});

export const orderShipped = defineEvent({
  ...order,
  name: 'order.shipped',
  summary: 'The order was shipped',
  data: z.object({ orderId: OrderId, carrier: z.string(), trackingNumber: z.string() }),
});

export const orderDelivered = defineEvent({
  ...order,
  name: 'order.delivered',
  summary: 'The order was delivered',
  data: z.object({ orderId: OrderId }),
});

/** What the order service tells the world (topic order.events, key orderId). No address or name ever travels here. */
import { z } from 'zod';
import { cancellationReasons } from '../api/cancellation.ts';
import { OrderLine } from '../api/orders.ts';
import { CustomerId, OrderId, ProductId, RefundId } from '../ids.ts';
import { Money } from '../money.ts';
import { Time } from '../time.ts';
import { defineEvent, openEnum } from './event.ts';

/** `cartLineId`: the line of the cart that was bought; absent in orders of earlier releases. */
export const BoughtLine = OrderLine.extend({ cartLineId: z.uuid().optional() });
export type BoughtLine = z.infer<typeof BoughtLine>;

const order = { version: 1, topic: 'order.events', key: 'orderId' } as const;

export const orderPlaced = defineEvent({
  ...order,
  name: 'order.placed',
  summary: 'A shopper bought a cart; nothing is reserved or paid yet',
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
  summary: 'The shopper tries another card; attempts count from 1',
  data: z.object({ orderId: OrderId, attempt: z.int().min(2), paymentToken: z.string() }),
});

export const orderConfirmed = defineEvent({
  ...order,
  name: 'order.confirmed',
  summary: 'Stock is reserved and the money captured',
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
  summary: 'Money shall go back, and the goods of `restock` into sale',
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
  summary: 'The order ended without a sale: release the stock, give money back',
  data: z.object({ orderId: OrderId, reason: openEnum(...cancellationReasons), detail: z.string() }),
});

export const orderShipped = defineEvent({
  ...order,
  name: 'order.shipped',
  summary: 'Goods left the house',
  data: z.object({ orderId: OrderId, carrier: z.string(), trackingNumber: z.string() }),
});

export const orderDelivered = defineEvent({
  ...order,
  name: 'order.delivered',
  summary: 'Goods arrived',
  data: z.object({ orderId: OrderId }),
});

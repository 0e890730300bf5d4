/** Schemas and routes of orders for shoppers. Another customer's order is a 404. */
import { z } from 'zod';
import { orderStatuses } from '../enumerations.ts';
import { OrderId, ProductId, RefundId } from '../ids.ts';
import { limits } from '../limits.ts';
import { Money } from '../money.ts';
import { Cursor, cursorQuery } from '../page.ts';
import { route } from '../route.ts';
import { AsciiToken } from '../text.ts';
import { Time } from '../time.ts';
import { Address } from './address.ts';
import { AddressInput } from './address-input.ts';
import { PublicCancellation, ShopNoteText } from './cancellation.ts';
import { PaymentAction, PaymentFailure, PaymentStatus } from './payment-state.ts';
import { chosenTerms, PriceQuote } from './price-quote.ts';
import { RefundedGoods } from './refunded-goods.ts';

export const OrderStatus = z.enum(orderStatuses);
export type OrderStatus = z.infer<typeof OrderStatus>;

export const OrderLine = z.object({
  productId: ProductId,
  sku: z.string(),
  name: z.string(),
  unitPrice: Money,
  quantity: z.int().min(1),
  lineTotal: Money,
});
export type OrderLine = z.infer<typeof OrderLine>;

/** A refund, pending or done: requested by the merchant, or owed because the order was cancelled. */
export const Refund = z
  .object({
    refundId: RefundId,
    amount: Money,
    reason: z.string().meta({ description: "a standard text; for a failed refund, the provider's" }),
    shopNote: ShopNoteText.optional(),
    status: z.enum(['REQUESTED', 'DONE', 'FAILED']),
    goods: z.array(RefundedGoods).readonly().optional().meta({ description: 'the refunded goods, if it is for goods' }),
    restocking: z
      .enum(['REQUESTED', 'DONE'])
      .optional()
      .meta({ description: 'whether the goods to restock were restocked; absent if there are none' }),
  })
  .meta({ id: 'Refund' });
export type Refund = z.infer<typeof Refund>;

export const Shipment = z.object({ carrier: z.string(), trackingNumber: z.string() });
export type Shipment = z.infer<typeof Shipment>;

export const Order = z
  .object({
    id: OrderId,
    number: z.string().meta({
      description: 'the order number for people: `M` and eight random letters and digits; not sortable',
    }),
    status: OrderStatus,
    items: z.array(OrderLine),
    total: Money,
    quote: PriceQuote.optional().meta({
      description: 'what makes up the total; absent in orders of earlier releases, whose total is that of their goods',
    }),
    shippingAddress: Address,
    payment: z.object({
      status: PaymentStatus,
      method: z.literal('card'),
      reference: z.string().optional(),
      failure: PaymentFailure.optional(),
      action: PaymentAction.optional(),
    }),
    cancellation: PublicCancellation.optional(),
    shipment: Shipment.optional(),
    refunded: Money,
    refunds: z.array(Refund),
    placedAt: Time,
    updatedAt: Time,
    version: z.int(),
  })
  .meta({ id: 'Order' });
export type Order = z.infer<typeof Order>;

/** The provider's reference to a card, never card data. */
export const PaymentToken = AsciiToken(200);

export const PlaceOrder = z
  .strictObject({
    cartVersion: AsciiToken(64),
    shippingAddress: AddressInput,
    payment: z.strictObject({ method: z.literal('card'), token: PaymentToken }),
    expectedTotal: Money,
    ...chosenTerms,
  })
  .meta({ id: 'PlaceOrder' });
export type PlaceOrder = z.infer<typeof PlaceOrder>;

const actorRoles = ['customer', 'merchant', 'service'] as const;

export const TimelineEntry = z
  .object({
    at: Time,
    service: z.string(),
    type: z.string(),
    version: z.int().optional(),
    actor: z.string().meta({
      description:
        'for a customer: you, shop, payment-provider or system; for a merchant: the actual actor, such as merchant:<id>',
    }),
    correlationId: z.string(),
    causationId: z.string().optional(),
    role: z
      .enum(actorRoles)
      .optional()
      .meta({ description: 'the role of the actor; only for a merchant, like the following fields' }),
    cause: z.string().optional().meta({
      description: 'what caused it: an event (`payment.captured`), a request (`refundOrder`), `provider` or `timer`',
    }),
    traceId: z.string().optional().meta({ description: 'the trace in which it happened' }),
    traceUrl: z.string().optional().meta({ description: 'the page of that trace, where the shop has one' }),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

const orders = { owner: 'order', scopes: ['order:write'], rate: 'orders' } as const;
const orderParams = z.object({ id: OrderId });

export const placeOrder = route({
  ...orders,
  id: 'placeOrder',
  method: 'POST',
  path: '/api/v1/orders',
  summary: 'Place an order for the cart as shown',
  body: PlaceOrder,
  idempotent: true,
  responses: { 202: Order },
});

export const OrderPage = Cursor(Order).meta({ id: 'OrderPage' });

export const listOrders = route({
  ...orders,
  id: 'listOrders',
  method: 'GET',
  path: '/api/v1/orders',
  summary: "List the caller's orders, newest first",
  query: z.object({ status: OrderStatus.optional(), ...cursorQuery }),
  responses: { 200: OrderPage },
});

export const getOrder = route({
  ...orders,
  id: 'getOrder',
  method: 'GET',
  path: '/api/v1/orders/{id}',
  summary: 'Get an order',
  params: orderParams,
  responses: { 200: Order },
});

export const getTimeline = route({
  ...orders,
  id: 'getTimeline',
  method: 'GET',
  path: '/api/v1/orders/{id}/timeline',
  summary: 'Get the timeline of an order, across all services',
  params: orderParams,
  responses: { 200: z.array(TimelineEntry) },
});

export const followOrder = route({
  ...orders,
  id: 'followOrder',
  method: 'GET',
  path: '/api/v1/orders/{id}/events',
  summary: 'Stream the status of an order as server-sent `status` events; Last-Event-ID resumes',
  params: orderParams,
  responses: { 200: Order },
  stream: true,
});

export const FollowedOrders = z
  .string()
  .max(limits.followedOrders * 37)
  .transform((text) => text.split(','))
  .pipe(z.array(OrderId).min(1).max(limits.followedOrders))
  .meta({ description: `ids separated by commas, at most ${limits.followedOrders}` });

export const followOrders = route({
  ...orders,
  id: 'followOrders',
  method: 'GET',
  path: '/api/v1/me/orders/events',
  summary: 'Stream the status of several orders as server-sent `status` events',
  query: z.object({ orders: FollowedOrders }),
  responses: { 200: Order },
  stream: true,
});

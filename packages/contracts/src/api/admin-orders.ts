/** Orders for merchants: of all customers, with operations that shoppers do not have. */
import { z } from 'zod';
import { CustomerId, OrderId } from '../ids.ts';
import { limits } from '../limits.ts';
import { Money } from '../money.ts';
import { Cursor, cursorQuery } from '../page.ts';
import { asPersonal } from '../personal.ts';
import { Reason } from '../reason.ts';
import { route } from '../route.ts';
import { SingleLineText } from '../text.ts';
import { Time } from '../time.ts';
import { PublicCancellation } from './cancellation.ts';
import { orderNumberOf, typedOrderNumber } from './order-number.ts';
import { Order, OrderStatus, Refund, TimelineEntry } from './orders.ts';
import { Sku } from './products.ts';
import { RefundedGoods } from './refunded-goods.ts';

const shopNoteVisible = z
  .boolean()
  .optional()
  .meta({ description: 'whether `shopNote` is shown to the customer; merchants always see it' });

export const AdminOrder = Order.extend({
  cancellation: PublicCancellation.extend({ shopNoteVisible }).optional(),
  refunds: z.array(Refund.extend({ shopNoteVisible }).meta({ id: 'AdminRefund' })),
  customerId: CustomerId,
  stuck: z
    .boolean()
    .meta({ description: 'overdue: unpaid past its deadline, or ended without confirmation by inventory or payment' }),
  held: z.boolean().meta({ description: 'its goods are reserved, and it is waiting for the customer to pay' }),
  units: z.int().meta({ description: 'number of units in all lines' }),
}).meta({ id: 'AdminOrder' });
export type AdminOrder = z.infer<typeof AdminOrder>;

const orders = { owner: 'order', scopes: ['order:manage'], rate: 'merchants' } as const;
const orderParams = z.object({ id: OrderId });

export const AdminOrderPage = Cursor(AdminOrder).meta({ id: 'AdminOrderPage' });

/** In minor units; empty text is rejected (it would be parsed as 0). */
const amount = z.preprocess(
  (text) => (text === '' ? Number.NaN : text),
  z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().meta({ description: 'minor units' }),
);

export const listAllOrders = route({
  ...orders,
  id: 'listAllOrders',
  method: 'GET',
  path: '/api/v1/admin/orders',
  summary:
    'List all orders, newest first; `stuck=true` for overdue ones, `held=true` for unpaid ones with reserved goods',
  query: z.object({
    status: OrderStatus.optional(),
    number: z
      .string()
      .regex(typedOrderNumber, 'is not an order number')
      .transform(orderNumberOf)
      .optional()
      .meta({ description: 'with or without the leading `M`, case-insensitive' }),
    customer: CustomerId.optional(),
    name: asPersonal(SingleLineText({ max: limits.text.personName }))
      .optional()
      .meta({ description: 'whole words of the name in the address' }),
    email: asPersonal(SingleLineText({ max: limits.text.email }))
      .optional()
      .meta({ description: "a customer's full e-mail address or user name" }),
    sku: Sku.optional().meta({ description: 'SKU of a product in the order' }),
    placedFrom: Time.optional(),
    placedBefore: Time.optional(),
    minTotal: amount,
    maxTotal: amount,
    stuck: z.stringbool().optional(),
    held: z.stringbool().optional(),
    ...cursorQuery,
  }),
  responses: { 200: AdminOrderPage },
});

export const getAnyOrder = route({
  ...orders,
  id: 'getAnyOrder',
  method: 'GET',
  path: '/api/v1/admin/orders/{id}',
  summary: 'Get an order of any customer',
  params: orderParams,
  responses: { 200: AdminOrder },
});

export const getAnyTimeline = route({
  ...orders,
  id: 'getAnyTimeline',
  method: 'GET',
  path: '/api/v1/admin/orders/{id}/timeline',
  summary: "Get the timeline of any customer's order",
  params: orderParams,
  responses: { 200: z.array(TimelineEntry) },
});

export const exportTimeline = route({
  ...orders,
  id: 'exportTimeline',
  method: 'GET',
  path: '/api/v1/admin/orders/{id}/timeline/export',
  summary: "Export the timeline of any customer's order as a file: CSV or JSON Lines",
  params: orderParams,
  query: z.object({ format: z.enum(['csv', 'jsonl']) }),
  files: ['text/csv', 'application/jsonl'],
  responses: { 200: z.string() },
});

const visibleToCustomer = z
  .boolean()
  .optional()
  .meta({ description: 'whether the customer sees the reason; default: only the staff' });

export const shipOrder = route({
  ...orders,
  id: 'shipOrder',
  method: 'POST',
  path: '/api/v1/admin/orders/{id}/ship',
  summary: 'Mark an order as shipped; not possible once all money or all goods were requested back',
  params: orderParams,
  body: z.strictObject({
    carrier: SingleLineText({ max: limits.text.carrier }),
    trackingNumber: SingleLineText({ max: limits.text.trackingNumber }),
  }),
  staffText: ['carrier', 'trackingNumber'],
  idempotent: 'optional',
  responses: { 200: AdminOrder },
});

export const deliverOrder = route({
  ...orders,
  id: 'deliverOrder',
  method: 'POST',
  path: '/api/v1/admin/orders/{id}/deliver',
  summary: 'Mark an order as delivered',
  params: orderParams,
  idempotent: 'optional',
  responses: { 200: AdminOrder },
});

export const cancelAnyOrder = route({
  ...orders,
  id: 'cancelAnyOrder',
  method: 'POST',
  path: '/api/v1/admin/orders/{id}/cancel',
  summary:
    'Cancel an order and refund what was paid; not possible once it was shipped or some of its goods were refunded',
  params: orderParams,
  body: z.strictObject({ reason: Reason, visibleToCustomer }),
  staffText: ['reason'],
  multiLine: ['reason'],
  idempotent: 'optional',
  responses: { 202: AdminOrder },
});

export const refundOrder = route({
  ...orders,
  id: 'refundOrder',
  method: 'POST',
  path: '/api/v1/admin/orders/{id}/refunds',
  scopes: ['payment:process'],
  stepUp: true,
  summary: 'Refund the remaining amount or a part of it, and decide whether the goods are restocked',
  params: orderParams,
  body: z.strictObject({
    amount: Money.extend({ amount: z.int().min(1) })
      .optional()
      .meta({ description: 'default: the price of `goods`, or without them the remaining amount' }),
    goods: z
      .array(RefundedGoods.strict())
      .min(1)
      .max(2 * limits.orderLines)
      .optional()
      .meta({
        description:
          'the refunded goods, which are no longer shipped. Default: none; for a full refund of an order that is not shipped, all remaining goods, restocked',
      }),
    reason: Reason,
    visibleToCustomer,
  }),
  idempotent: true,
  staffText: ['reason'],
  multiLine: ['reason'],
  responses: { 202: AdminOrder },
});

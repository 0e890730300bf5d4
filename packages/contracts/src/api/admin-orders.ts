/** Orders as a merchant works with them: anybody's, with what a shopper may not do. */
import { z } from 'zod';
import { CustomerId, OrderId } from '../ids.ts';
import { limits } from '../limits.ts';
import { Money } from '../money.ts';
import { Cursor, cursorQuery } from '../page.ts';
import { route } from '../route.ts';
import { SingleLineText } from '../text.ts';
import { Time } from '../time.ts';
import { PublicCancellation } from './cancellation.ts';
import { orderNumberOf, typedOrderNumber } from './order-number.ts';
import { Order, OrderStatus, Reason, Refund, TimelineEntry } from './orders.ts';
import { Sku } from './products.ts';
import { RefundedGoods } from './refunded-goods.ts';

const shopNoteVisible = z
  .boolean()
  .optional()
  .meta({ description: '`shopNote` is shown to the customer; to a merchant it always is' });

export const AdminOrder = Order.extend({
  cancellation: PublicCancellation.extend({ shopNoteVisible }).optional(),
  refunds: z.array(Refund.extend({ shopNoteVisible }).meta({ id: 'AdminRefund' })),
  customerId: CustomerId,
  stuck: z
    .boolean()
    .meta({ description: 'overdue: unpaid past its time, or ended and not answered by stock or money' }),
  held: z.boolean().meta({ description: 'its goods are set aside, and it waits for the customer to pay' }),
  units: z.int().meta({ description: 'pieces, of all its lines' }),
}).meta({ id: 'AdminOrder' });
export type AdminOrder = z.infer<typeof AdminOrder>;

const orders = { owner: 'order', scopes: ['order:manage'], rate: 'merchants' } as const;
const orderParams = z.object({ id: OrderId });

export const AdminOrderPage = Cursor(AdminOrder).meta({ id: 'AdminOrderPage' });

/** Minor units; an empty one is no number (it would be read as 0). */
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
    'All orders, newest first; `stuck=true` for those that wait for too long, `held=true` for goods that are set aside unpaid',
  query: z.object({
    status: OrderStatus.optional(),
    number: z
      .string()
      .regex(typedOrderNumber, 'is no order number')
      .transform(orderNumberOf)
      .optional()
      .meta({ description: 'with or without its `M`, in any case' }),
    customer: CustomerId.optional(),
    name: SingleLineText({ max: 100 }).optional().meta({ description: 'whole words of the name on the address' }),
    email: SingleLineText({ max: 254 })
      .optional()
      .meta({ description: "a customer's whole e-mail address, or user name" }),
    sku: Sku.optional().meta({ description: 'of a product that is in the order' }),
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
  summary: "One order, anybody's",
  params: orderParams,
  responses: { 200: AdminOrder },
});

export const getAnyTimeline = route({
  ...orders,
  id: 'getAnyTimeline',
  method: 'GET',
  path: '/api/v1/admin/orders/{id}/timeline',
  summary: "Everything that happened to an order, anybody's",
  params: orderParams,
  responses: { 200: z.array(TimelineEntry) },
});

const visibleToCustomer = z
  .boolean()
  .optional()
  .meta({ description: 'the customer reads the reason; default: it is for the staff alone' });

export const shipOrder = route({
  ...orders,
  id: 'shipOrder',
  method: 'POST',
  path: '/api/v1/admin/orders/{id}/ship',
  summary: 'The goods left the house; not once all money, or all goods, were asked back',
  params: orderParams,
  body: z.strictObject({ carrier: SingleLineText({ max: 100 }), trackingNumber: SingleLineText({ max: 100 }) }),
  staffText: ['carrier', 'trackingNumber'],
  idempotent: 'optional',
  responses: { 200: AdminOrder },
});

export const deliverOrder = route({
  ...orders,
  id: 'deliverOrder',
  method: 'POST',
  path: '/api/v1/admin/orders/{id}/deliver',
  summary: 'The goods arrived',
  params: orderParams,
  idempotent: 'optional',
  responses: { 200: AdminOrder },
});

export const cancelAnyOrder = route({
  ...orders,
  id: 'cancelAnyOrder',
  method: 'POST',
  path: '/api/v1/admin/orders/{id}/cancel',
  summary: 'Call an order off; what was paid goes back. Not once it was shipped, or some of its goods were paid back',
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
  summary: 'Pay back, all that is left or a part of it, and say what becomes of the goods',
  params: orderParams,
  body: z.strictObject({
    amount: Money.extend({ amount: z.int().min(1) })
      .optional()
      .meta({ description: 'default: the price of `goods`, or without them all that is left' }),
    goods: z
      .array(RefundedGoods.strict())
      .min(1)
      .max(2 * limits.orderLines)
      .optional()
      .meta({
        description:
          'which goods it is for; they are not shipped any more. Default: none; of an order that is not shipped and gets all its money back, all that is left, back into sale',
      }),
    reason: Reason,
    visibleToCustomer,
  }),
  idempotent: true,
  staffText: ['reason'],
  multiLine: ['reason'],
  responses: { 202: AdminOrder },
});

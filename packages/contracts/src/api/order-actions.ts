/** Actions of a shopper on a placed order. */
import { z } from 'zod';
import { OrderId } from '../ids.ts';
import { Reason } from '../reason.ts';
import { route } from '../route.ts';
import { Order, PaymentToken } from './orders.ts';

const orders = { owner: 'order', scopes: ['order:write'], rate: 'orders' } as const;
const orderParams = z.object({ id: OrderId });

export const cancelOrder = route({
  ...orders,
  id: 'cancelOrder',
  method: 'POST',
  path: '/api/v1/orders/{id}/cancel',
  summary: 'Cancel the order and refund what was paid; not possible once it was shipped',
  params: orderParams,
  body: z.strictObject({ reason: Reason.optional() }).optional(),
  multiLine: ['reason'],
  idempotent: 'optional',
  responses: { 202: Order },
});

export const payOrder = route({
  ...orders,
  id: 'payOrder',
  method: 'POST',
  path: '/api/v1/orders/{id}/payments',
  rate: 'payments',
  summary: 'Pay with another card after a failure, while the order awaits payment',
  params: orderParams,
  body: z.strictObject({ token: PaymentToken }),
  idempotent: true,
  responses: { 202: Order },
});

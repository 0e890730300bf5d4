/** What a shopper may want of an order once it is placed. */
import { z } from 'zod';
import { OrderId } from '../ids.ts';
import { route } from '../route.ts';
import { Order, PaymentToken, Reason } from './orders.ts';

const orders = { owner: 'order', scopes: ['order:write'], rate: 'orders' } as const;
const orderParams = z.object({ id: OrderId });

export const cancelOrder = route({
  ...orders,
  id: 'cancelOrder',
  method: 'POST',
  path: '/api/v1/orders/{id}/cancel',
  summary: 'Call the order off; what was paid goes back. Not once it was shipped',
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
  summary: 'Try another card after a failure, while the order waits to be paid',
  params: orderParams,
  body: z.strictObject({ token: PaymentToken }),
  idempotent: true,
  responses: { 202: Order },
});

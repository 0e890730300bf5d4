/** Payments as the shopper sees them, and where providers call back. */
import { z } from 'zod';
import { OrderId } from '../ids.ts';
import { Money } from '../money.ts';
import { route } from '../route.ts';
import { PaymentAction, PaymentFailure, PaymentStatus } from './payment-state.ts';

export const Payment = z
  .object({
    orderId: OrderId,
    status: PaymentStatus,
    amount: Money,
    refunded: Money,
    failure: PaymentFailure.optional(),
    action: PaymentAction.optional(),
  })
  .meta({ id: 'Payment' });
export type Payment = z.infer<typeof Payment>;

export const getPayment = route({
  id: 'getPayment',
  method: 'GET',
  path: '/api/v1/payments/{orderId}',
  owner: 'payment',
  summary: "The payment of one of the caller's orders",
  scopes: ['order:write'],
  rate: 'payments',
  params: z.object({ orderId: OrderId }),
  answers: { 200: Payment },
});

export const paymentCallback = route({
  id: 'paymentCallback',
  method: 'POST',
  path: '/api/v1/payments/callbacks/{provider}',
  owner: 'payment',
  summary: 'A payment provider tells that something became of a charge; signed over the bytes as they are sent',
  rate: 'payments',
  params: z.object({ provider: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  rawBody: true,
  answers: { 202: undefined },
});

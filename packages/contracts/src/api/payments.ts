/** Payments as the shopper sees them. */
import { z } from 'zod';
import { OrderId } from '../ids.ts';
import { Money } from '../money.ts';
import { route } from '../route.ts';
import { PaymentStatus } from './orders.ts';

export const PaymentFailure = z.object({
  code: z.string(),
  reason: z.string(),
  retryable: z.boolean(),
  suggestion: z.string(),
});
export type PaymentFailure = z.infer<typeof PaymentFailure>;

export const Payment = z
  .object({
    orderId: OrderId,
    status: PaymentStatus,
    amount: Money,
    refunded: Money,
    failure: PaymentFailure.optional(),
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

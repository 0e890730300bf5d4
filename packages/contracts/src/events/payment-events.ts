/** Events of the payment service (topic payment.events, key orderId). */
import { z } from 'zod';
import { OrderId, PaymentId, RefundId } from '../ids.ts';
import { Money } from '../money.ts';
import { defineEvent } from './event.ts';

const payment = { version: 1, topic: 'payment.events', key: 'orderId' } as const;

export const paymentCaptured = defineEvent({
  ...payment,
  name: 'payment.captured',
  summary: 'The provider captured the payment',
  data: z.object({
    orderId: OrderId,
    attempt: z.int().min(1),
    paymentId: PaymentId,
    amount: Money,
    reference: z.string(),
  }),
});

export const paymentFailed = defineEvent({
  ...payment,
  name: 'payment.failed',
  summary: 'The provider declined an attempt',
  data: z.object({
    orderId: OrderId,
    attempt: z.int().min(1),
    code: z.string(),
    reason: z.string(),
    retryable: z.boolean(),
    suggestion: z.string(),
  }),
});

const refund = {
  orderId: OrderId,
  refundId: RefundId,
  paymentId: PaymentId,
  amount: Money,
  refundedTotal: Money,
  reason: z.string(),
};

export const paymentRefunded = defineEvent({
  ...payment,
  name: 'payment.refunded',
  summary: 'The provider made a refund',
  data: z.object(refund),
});

export const paymentRefundFailed = defineEvent({
  ...payment,
  name: 'payment.refund-failed',
  summary: 'The provider rejected a refund',
  data: z.object(refund),
});

export const paymentActionRequired = defineEvent({
  ...payment,
  name: 'payment.action-required',
  summary: 'The shopper must complete an action at the provider',
  data: z.object({
    orderId: OrderId,
    url: z.url(),
    attempt: z.int().min(1).optional().meta({ description: 'the waiting attempt; absent in events of version 1.0' }),
  }),
});

export const paymentVoided = defineEvent({
  ...payment,
  name: 'payment.voided',
  summary: 'The response to order.cancelled if no money was taken and no attempt is in progress',
  data: z.object({ orderId: OrderId }),
});

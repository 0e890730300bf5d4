/** Says to the world what happened to a payment, where the world is concerned. */

import {
  paymentActionRequired,
  paymentCaptured,
  paymentFailed,
  paymentRefunded,
  paymentRefundFailed,
} from '@mambogo/contracts/events/payment-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { Work } from '@mambogo/messaging/work.ts';
import type { Attempt, Payment } from '../domain/payment.ts';
import type { PaymentEvent, RefundEvent } from '../domain/payment-event.ts';

/** @param payment as it is after the event. */
export function publish(work: Work, orderId: OrderId, payment: Payment, event: PaymentEvent): void {
  switch (event.type) {
    case 'captured': {
      if (event.surplus || !payment.bill) return;
      const { attempt, reference } = event;
      const { paymentId } = attemptOf(payment, attempt);
      work.emit(paymentCaptured, { orderId, attempt, paymentId, amount: payment.bill.total, reference });
      return;
    }
    case 'failed':
      work.emit(paymentFailed, { orderId, attempt: event.attempt, ...event.failure });
      return;
    case 'action-required':
      work.emit(paymentActionRequired, { orderId, url: event.url });
      return;
    case 'refunded':
    case 'refund-failed':
      publishRefund(work, orderId, payment, event);
      return;
  }
}

function publishRefund(
  work: Work,
  orderId: OrderId,
  payment: Payment,
  event: Extract<RefundEvent, { type: 'refunded' | 'refund-failed' }>,
): void {
  const refund = payment.refunds.find(({ refundId }) => refundId === event.refundId);
  if (!refund) throw new Error(`there is no refund ${event.refundId}`);
  const { refundId, amount, reason } = refund;
  const { paymentId, surplus } = attemptOf(payment, refund.attempt);
  if (surplus) return;
  const total = payment.refunds
    .filter(({ attempt, state }) => attempt === refund.attempt && state === 'DONE')
    .reduce((sum, one) => sum + one.amount.amount, 0);
  const refundedTotal = { amount: total, currency: amount.currency };
  const said = { orderId, refundId, paymentId, amount, refundedTotal };
  if (event.type === 'refunded') work.emit(paymentRefunded, { ...said, reason });
  else work.emit(paymentRefundFailed, { ...said, reason: event.why });
}

function attemptOf({ attempts }: Payment, attempt: number): Attempt {
  const found = attempts.find((one) => one.attempt === attempt);
  if (!found) throw new Error(`there is no attempt ${attempt}`);
  return found;
}

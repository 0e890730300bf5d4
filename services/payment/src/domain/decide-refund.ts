/**
 * Decides refunds of a payment. Pure. At most what was captured, less completed and requested refunds. A refund that the
 * provider rejected frees its amount. A rejected refund of a surplus capture, which the order does not know about, is
 * requested again automatically; that of a cancelled order when the order repeats `order.cancelled`.
 */
import { refundReasons } from '@mambogo/contracts/api/refund-reasons.ts';
import { owedRefundId, type RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { type Attempt, capturedAttempt, type Payment, sumOf } from './payment.ts';
import type { CommandOf } from './payment-command.ts';
import type { PaymentEvent } from './payment-event.ts';

export const refundOf = (
  attempt: number,
  amount: Money,
  refundId: RefundId,
  reason: string,
): Extract<PaymentEvent, { type: 'refund-requested' }> => ({
  type: 'refund-requested',
  refundId,
  attempt,
  amount,
  reason,
});

/** Refunds what is left of a cancelled order's payment. */
export function refundRemaining(payment: Payment, { orderId, refundId }: CommandOf<'cancel'>): readonly PaymentEvent[] {
  const captured = capturedAttempt(payment);
  const left = captured && refundableAmount(payment, captured);
  if (!left || left.amount <= 0) return [];
  const first = owedRefundId(orderId, captured.attempt);
  const id = payment.refunds.some((known) => known.refundId === first) ? refundId : first;
  return [refundOf(captured.attempt, left, id, refundReasons.cancelled)];
}

/**
 * A refund requested by the order, once per id. A refund of more than is left is rejected immediately, and recorded as such.
 * Throws when no capture is known, so that the request is retried: the order requests refunds only of captures that payment
 * reported, so this database is behind (it was restored).
 */
export function refund(payment: Payment, command: CommandOf<'refund'>): readonly PaymentEvent[] {
  const { refundId, amount, reason } = command;
  if (payment.refunds.some((known) => known.refundId === refundId)) return [];
  if (amount.amount <= 0) throw new RangeError(`the amount of a refund must be positive, not ${amount.amount}`);
  const captured = capturedAttempt(payment);
  // An order cancelled unpaid has nothing to refund; a late capture is refunded automatically.
  const attempt = captured ?? (payment.ended ? payment.attempts.at(-1) : undefined);
  if (!attempt) throw new Error('a refund was requested for a payment that is not known to be captured');
  const requested = refundOf(attempt.attempt, amount, refundId, reason);
  const why = captured ? rejectionReason(amount, refundableAmount(payment, captured)) : 'nothing was captured';
  return why ? [requested, { type: 'refund-failed', refundId, why }] : [requested];
}

function rejectionReason(wanted: Money, left: Money): string | undefined {
  if (wanted.currency !== left.currency) return `the order was paid in ${left.currency}`;
  return wanted.amount > left.amount ? `only ${left.amount} minor units of the payment are left to refund` : undefined;
}

export function applyRefundResult(payment: Payment, command: CommandOf<'refund-result'>): readonly PaymentEvent[] {
  const { refundId, answer, nextRefundId } = command;
  const requested = payment.refunds.find((one) => one.refundId === refundId);
  if (!requested) throw new Error(`result for unknown refund ${refundId}`);
  if (requested.state !== 'REQUESTED') return [];
  if (answer.type === 'refunded') return [{ type: 'refunded', refundId }];
  const { attempt, amount, reason } = requested;
  const failed = { type: 'refund-failed', refundId, why: answer.reason } as const;
  const surplus = payment.attempts.some((one) => one.attempt === attempt && one.surplus);
  return surplus ? [failed, refundOf(attempt, amount, nextRefundId, reason)] : [failed];
}

/** What can still be refunded of a captured attempt. */
function refundableAmount({ request, refunds }: Payment, { attempt }: Attempt): Money {
  if (!request) throw new Error('an attempt without a payment request was captured');
  const { amount, currency } = request.total;
  return { amount: amount - sumOf(refunds, attempt, 'DONE', 'REQUESTED'), currency };
}

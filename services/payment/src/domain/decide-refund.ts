/**
 * What goes back of a payment. Pure. Never more than was captured, less what went back, less what is on its way. A refund
 * the provider refused frees its amount; one that is owed without the order knowing of it (a surplus capture) is asked for
 * anew by itself, a cancelled order's when the order says again that it is cancelled.
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

/** A refund of whatever is left of a cancelled order's money. */
export function refundRemaining(payment: Payment, { orderId, refundId }: CommandOf<'cancel'>): readonly PaymentEvent[] {
  const captured = capturedAttempt(payment);
  const left = captured && refundableAmount(payment, captured);
  if (!left || left.amount <= 0) return [];
  const first = owedRefundId(orderId, captured.attempt);
  const id = payment.refunds.some((known) => known.refundId === first) ? refundId : first;
  return [refundOf(captured.attempt, left, id, refundReasons.cancelled)];
}

/**
 * A refund that the order asked for, once per id. More than is left is refused at once, and logged so. Throws where no
 * capture is known, so that the request is tried again: the order asks only for what payment told it was captured, so
 * the books here are behind (a store was restored).
 */
export function refund(payment: Payment, command: CommandOf<'refund'>): readonly PaymentEvent[] {
  const { refundId, amount, reason } = command;
  if (payment.refunds.some((known) => known.refundId === refundId)) return [];
  if (amount.amount <= 0) throw new RangeError(`a refund of ${amount.amount} gives nothing back`);
  const captured = capturedAttempt(payment);
  // Of an order that ended unpaid nothing can go back; what may still be captured goes back by itself.
  const attempt = captured ?? (payment.ended ? payment.attempts.at(-1) : undefined);
  if (!attempt) throw new Error('a refund was asked for of a payment that is not known to be captured');
  const requested = refundOf(attempt.attempt, amount, refundId, reason);
  const why = captured ? refusalReason(amount, refundableAmount(payment, captured)) : 'nothing was captured';
  return why ? [requested, { type: 'refund-failed', refundId, why }] : [requested];
}

function refusalReason(wanted: Money, left: Money): string | undefined {
  if (wanted.currency !== left.currency) return `the order was paid in ${left.currency}`;
  return wanted.amount > left.amount ? `only ${left.amount} minor units of what was paid are left` : undefined;
}

export function applyRefundResult(payment: Payment, command: CommandOf<'refund-result'>): readonly PaymentEvent[] {
  const { refundId, answer, nextRefundId } = command;
  const asked = payment.refunds.find((one) => one.refundId === refundId);
  if (!asked) throw new Error(`there is no refund ${refundId} that could be answered`);
  if (asked.state !== 'REQUESTED') return [];
  if (answer.type === 'refunded') return [{ type: 'refunded', refundId }];
  const { attempt, amount, reason } = asked;
  const failed = { type: 'refund-failed', refundId, why: answer.reason } as const;
  const surplus = payment.attempts.some((one) => one.attempt === attempt && one.surplus);
  return surplus ? [failed, refundOf(attempt, amount, nextRefundId, reason)] : [failed];
}

/** What can still be asked back of a captured attempt. */
function refundableAmount({ request, refunds }: Payment, { attempt }: Attempt): Money {
  if (!request) throw new Error('an attempt without a bill was captured');
  const { amount, currency } = request.total;
  return { amount: amount - sumOf(refunds, attempt, 'DONE', 'REQUESTED'), currency };
}

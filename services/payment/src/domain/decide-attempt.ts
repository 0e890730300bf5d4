/**
 * Applies the provider's result to an attempt. Pure. A capture always counts, however late: the first one of an order is its
 * payment, any further one is refunded. A capture of a different amount or currency is refunded too: it does not pay for the
 * order, which may be paid by a further attempt. Every other result counts only while the attempt is open.
 *
 * A capture from the provider's list whose attempt is unknown here counts as well: the database was restored to an earlier
 * point in time. Nothing is decided for an order that is known neither as placed nor as cancelled: another service may know it.
 */
import { refundReasons } from '@mambogo/contracts/api/refund-reasons.ts';
import type { RefundId } from '@mambogo/contracts/ids.ts';
import { type Money, sameMoney } from '@mambogo/contracts/money.ts';
import { refundOf } from './decide-refund.ts';
import { failureOf } from './failure.ts';
import { type Attempt, capturedAttempt, isOpen, type Payment } from './payment.ts';
import type { CommandOf, FoundCharge } from './payment-command.ts';
import type { PaymentEvent } from './payment-event.ts';
import type { ChargeResult, MadeRefund } from './payment-provider.ts';

const wrongAmountReason = 'the payment provider captured a different amount than requested';

type AttemptResultCommand = CommandOf<'attempt-result'>;
type Capture = Extract<ChargeResult, { type: 'captured' }>;
type RefundRequested = Extract<PaymentEvent, { type: 'refund-requested' }>;

export function applyAttemptResult(payment: Payment, command: AttemptResultCommand): readonly PaymentEvent[] {
  const { attempt: number, answer } = command;
  const attempt = payment.attempts.find((one) => one.attempt === number);
  if (!attempt && command.found) return adoptCharge(payment, command, command.found);
  if (!attempt || !payment.request) throw new Error(`result for unknown attempt ${number}`);
  if (answer.type === 'captured')
    return attempt.state === 'CAPTURED' ? [] : captured(payment, payment.request.total, attempt, answer, command);
  if (!isOpen(attempt)) return [];
  switch (answer.type) {
    case 'failed':
      return [{ type: 'failed', attempt: number, failure: failureOf(answer.code), reference: answer.reference }];
    case 'pending':
      return attempt.reference ? [] : [{ type: 'pending', attempt: number, reference: answer.reference }];
    case 'action-required':
      if (attempt.state === 'ACTION_REQUIRED') return [];
      return [{ type: 'action-required', attempt: number, reference: answer.reference, url: answer.url }];
    case 'voided':
    case 'not-found':
      if (payment.ended || capturedAttempt(payment)) return [{ type: 'voided', attempt: number }];
      return [
        {
          type: 'failed',
          attempt: number,
          failure: failureOf(answer.type === 'voided' ? 'payment_expired' : 'not_processed'),
        },
      ];
  }
}

/** Also records the refunds that the provider lists for it, so that only the rest is still owed. */
function adoptCharge(payment: Payment, command: AttemptResultCommand, charge: FoundCharge): readonly PaymentEvent[] {
  const { attempt, answer } = command;
  if (answer.type !== 'captured' || (!payment.request && !payment.ended)) return [];
  const { paymentId, nextRefundId } = charge;
  const made = charge.refunds.filter((one) => payment.refunds.every(({ refundId }) => refundId !== one.refundId));
  const [capture, owed] = captured(payment, payment.request?.total, { attempt }, answer, command);
  return [
    { type: 'attempt-started', attempt, paymentId },
    capture,
    ...made.flatMap(({ refundId, amount }): PaymentEvent[] => [
      refundOf(attempt, amount, refundId, refundReasons.shop),
      { type: 'refunded', refundId },
    ]),
    ...(owed ? remainderOf(owed, made, nextRefundId) : []),
  ];
}

function remainderOf(owed: RefundRequested, made: readonly MadeRefund[], nextRefundId: RefundId): RefundRequested[] {
  const amount = made.reduce((left, one) => left - one.amount.amount, owed.amount.amount);
  const refundId = made.some((one) => one.refundId === owed.refundId) ? nextRefundId : owed.refundId;
  return amount > 0 ? [{ ...owed, refundId, amount: { ...owed.amount, amount } }] : [];
}

/** The capture, and the refund it requires if any. @param total the amount requested; undefined if the order is unknown */
function captured(
  payment: Payment,
  total: Money | undefined,
  { attempt }: Pick<Attempt, 'attempt'>,
  { reference, taken }: Capture,
  { refundId }: AttemptResultCommand,
): readonly [PaymentEvent] | readonly [PaymentEvent, RefundRequested] {
  if (!total || !sameMoney(taken, total))
    return [
      { type: 'captured', attempt, reference, surplus: true, taken },
      refundOf(attempt, taken, refundId, total ? wrongAmountReason : refundReasons.cancelled),
    ];
  const surplus = capturedAttempt(payment) !== undefined;
  const event: PaymentEvent = { type: 'captured', attempt, reference, surplus };
  if (surplus) return [event, refundOf(attempt, total, refundId, 'the order was already paid')];
  return payment.ended ? [event, refundOf(attempt, total, refundId, refundReasons.cancelled)] : [event];
}

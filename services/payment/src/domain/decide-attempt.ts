/**
 * What the provider's answer makes of an attempt. Pure. A capture always counts, however late: the first of an order is
 * its payment, any further one only goes back. So does one of another amount or currency than was asked: it pays for nothing,
 * and the order may be paid by a further attempt. Every other answer is heard while the attempt is open.
 *
 * A capture that the provider lists, of an attempt that is not known here, counts likewise: the database was restored to an earlier
 * moment. Of an order that is neither known to be placed nor cancelled nothing is decided: others may know it.
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

const anotherAmount = 'the payment provider took another amount than was asked';

type AttemptResultCommand = CommandOf<'attempt-result'>;
type Capture = Extract<ChargeResult, { type: 'captured' }>;
type RefundRequested = Extract<PaymentEvent, { type: 'refund-requested' }>;

export function applyAttemptResult(payment: Payment, command: AttemptResultCommand): readonly PaymentEvent[] {
  const { attempt: number, answer } = command;
  const attempt = payment.attempts.find((one) => one.attempt === number);
  if (!attempt && command.found) return found(payment, command, command.found);
  if (!attempt || !payment.request) throw new Error(`there is no attempt ${number} that could be answered`);
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

/** What the provider gave back of it is known here then, too: only the rest may be owed. */
function found(payment: Payment, command: AttemptResultCommand, charge: FoundCharge): readonly PaymentEvent[] {
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
    ...(owed ? restOf(owed, made, nextRefundId) : []),
  ];
}

function restOf(owed: RefundRequested, made: readonly MadeRefund[], nextRefundId: RefundId): RefundRequested[] {
  const amount = made.reduce((left, one) => left - one.amount.amount, owed.amount.amount);
  const refundId = made.some((one) => one.refundId === owed.refundId) ? nextRefundId : owed.refundId;
  return amount > 0 ? [{ ...owed, refundId, amount: { ...owed.amount, amount } }] : [];
}

/** The refund that is owed then. @param total what was asked; undefined: nobody knows what the order was */
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
      refundOf(attempt, taken, refundId, total ? anotherAmount : refundReasons.cancelled),
    ];
  const surplus = capturedAttempt(payment) !== undefined;
  const event: PaymentEvent = { type: 'captured', attempt, reference, surplus };
  if (surplus) return [event, refundOf(attempt, total, refundId, 'the order was paid already')];
  return payment.ended ? [event, refundOf(attempt, total, refundId, refundReasons.cancelled)] : [event];
}

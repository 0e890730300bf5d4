/**
 * What the provider's answer makes of an attempt. Pure. A capture always counts, however late: the first of an order is
 * its payment, any further one only goes back. So does one of another amount or currency than was asked: it pays for nothing,
 * and the order may be paid by a further attempt. Every other answer is heard while the attempt is open.
 *
 * A capture that the provider lists, of an attempt that is not known here, counts likewise: the database was restored to an earlier
 * moment. Of an order that is neither known to be placed nor cancelled nothing is decided: others may know it.
 */
import { refundReasons } from '@mambogo/contracts/api/refund-reasons.ts';
import type { PaymentId } from '@mambogo/contracts/ids.ts';
import { type Money, sameMoney } from '@mambogo/contracts/money.ts';
import { refundOf } from './decide-refund.ts';
import { failureOf } from './failure.ts';
import { type Attempt, capturedAttempt, isOpen, type Payment } from './payment.ts';
import type { CommandOf } from './payment-command.ts';
import type { PaymentEvent } from './payment-event.ts';
import type { ChargeAnswer } from './payment-provider.ts';

const anotherAmount = 'the payment provider took another amount than was asked';

type Answer = CommandOf<'answer-attempt'>;
type Capture = Extract<ChargeAnswer, { type: 'captured' }>;

export function answerAttempt(payment: Payment, command: Answer): readonly PaymentEvent[] {
  const { attempt: number, answer } = command;
  const attempt = payment.attempts.find((one) => one.attempt === number);
  if (!attempt && command.found) return found(payment, command, command.found);
  if (!attempt || !payment.bill) throw new Error(`there is no attempt ${number} that could be answered`);
  if (answer.type === 'captured') return captured(payment, payment.bill.total, attempt, answer, command);
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

function found(payment: Payment, command: Answer, paymentId: PaymentId): readonly PaymentEvent[] {
  const { attempt, answer } = command;
  if (answer.type !== 'captured' || (!payment.bill && !payment.ended)) return [];
  const started = { attempt, paymentId, state: 'STARTED', surplus: false } as const;
  return [
    { type: 'attempt-started', attempt, paymentId },
    ...captured(payment, payment.bill?.total, started, answer, command),
  ];
}

/** @param total what was asked; undefined: nobody knows what the order was */
function captured(
  payment: Payment,
  total: Money | undefined,
  { attempt, state }: Attempt,
  { reference, taken }: Capture,
  { refundId }: Answer,
): readonly PaymentEvent[] {
  if (state === 'CAPTURED') return [];
  if (!total || !sameMoney(taken, total))
    return [
      { type: 'captured', attempt, reference, surplus: true, taken },
      refundOf(attempt, taken, refundId, total ? anotherAmount : refundReasons.cancelled),
    ];
  const surplus = capturedAttempt(payment) !== undefined;
  const event = { type: 'captured', attempt, reference, surplus } as const;
  if (surplus) return [event, refundOf(attempt, total, refundId, 'the order was paid already')];
  return payment.ended ? [event, refundOf(attempt, total, refundId, refundReasons.cancelled)] : [event];
}

/**
 * What the provider's answer makes of an attempt. Pure. A capture always counts, however late: the first of an order is
 * its payment, any further one only goes back. So does one of another amount or currency than was asked: it pays for nothing,
 * and the order may be paid by a further attempt. Every other answer is heard while the attempt is open.
 */
import { refundReasons } from '@mambogo/contracts/api/refund-reasons.ts';
import { type Money, sameMoney } from '@mambogo/contracts/money.ts';
import { refundOf } from './decide-refund.ts';
import { failureOf } from './failure.ts';
import { type Attempt, capturedAttempt, isOpen, type Payment } from './payment.ts';
import type { CommandOf } from './payment-command.ts';
import type { PaymentEvent } from './payment-event.ts';
import type { ChargeAnswer } from './payment-provider.ts';

type Answer = CommandOf<'answer-attempt'>;
type Capture = Extract<ChargeAnswer, { type: 'captured' }>;

export function answerAttempt(payment: Payment, command: Answer): readonly PaymentEvent[] {
  const { attempt: number, answer } = command;
  const attempt = payment.attempts.find((one) => one.attempt === number);
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

function captured(
  payment: Payment,
  total: Money,
  { attempt, state }: Attempt,
  { reference, taken }: Capture,
  { refundId }: Answer,
): readonly PaymentEvent[] {
  if (state === 'CAPTURED') return [];
  if (!sameMoney(taken, total))
    return [
      { type: 'captured', attempt, reference, surplus: true, taken },
      refundOf(attempt, taken, refundId, 'the payment provider took another amount than was asked'),
    ];
  const surplus = capturedAttempt(payment) !== undefined;
  const event = { type: 'captured', attempt, reference, surplus } as const;
  if (surplus) return [event, refundOf(attempt, total, refundId, 'the order was paid already')];
  return payment.ended ? [event, refundOf(attempt, total, refundId, refundReasons.cancelled)] : [event];
}

/**
 * What a command makes of a payment. Pure. Rules: an attempt starts only when the order is placed, its stock reserved, it
 * is not cancelled, nothing was captured, and no other attempt is open; one capture per order is kept, any other goes
 * back; of a cancelled order everything goes back; never more goes back than was captured.
 */
import type { CustomerId, PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { failureOf } from './failure.ts';
import { type Attempt, capturedAttempt, isOpen, type Payment } from './payment.ts';
import type { PaymentEvent } from './payment-event.ts';
import type { ChargeAnswer, RefundAnswer } from './payment-provider.ts';

/** What the provider said of an attempt; `not-found`: it has no such charge, nor will it ever have one. */
export type AttemptAnswer = ChargeAnswer | { readonly type: 'not-found' };

/** Commands that may start something carry the id it would get. */
export type PaymentCommand =
  | {
      readonly type: 'place';
      readonly customerId: CustomerId;
      readonly total: Money;
      readonly token: string;
      readonly paymentId: PaymentId;
    }
  | { readonly type: 'reserve'; readonly paymentId: PaymentId }
  | { readonly type: 'request'; readonly attempt: number; readonly token: string; readonly paymentId: PaymentId }
  | { readonly type: 'cancel'; readonly refundId: RefundId }
  | {
      readonly type: 'answer-attempt';
      readonly attempt: number;
      readonly answer: AttemptAnswer;
      readonly refundId: RefundId;
    }
  | { readonly type: 'answer-refund'; readonly refundId: RefundId; readonly answer: RefundAnswer };

export interface Decision {
  readonly events: readonly PaymentEvent[];
  /** What the world is told once more, because it asked once more. */
  readonly again: readonly PaymentEvent[];
}

export function decide(payment: Payment, command: PaymentCommand): Decision {
  switch (command.type) {
    case 'place':
      return place(payment, command);
    case 'reserve':
      return reserve(payment, command.paymentId);
    case 'request':
      return request(payment, command);
    case 'cancel':
      return cancel(payment, command.refundId);
    case 'answer-attempt':
      return answerAttempt(payment, command);
    case 'answer-refund':
      return answerRefund(payment, command);
  }
}

const nothing: Decision = { events: [], again: [] };
const just = (...events: PaymentEvent[]): Decision => ({ events, again: [] });

function place(payment: Payment, command: Extract<PaymentCommand, { type: 'place' }>): Decision {
  if (payment.bill) return nothing;
  const { customerId, total, token, paymentId } = command;
  const requested = { type: 'requested', customerId, total, token } as const;
  if (!payment.reserved || payment.ended) return just(requested);
  return just(requested, { type: 'attempt-started', attempt: 1, paymentId, token });
}

function reserve(payment: Payment, paymentId: PaymentId): Decision {
  if (payment.reserved || payment.ended) return nothing;
  const token = payment.bill?.token;
  if (token === undefined) return just({ type: 'stock-reserved' });
  return just({ type: 'stock-reserved' }, { type: 'attempt-started', attempt: 1, paymentId, token });
}

function request(payment: Payment, command: Extract<PaymentCommand, { type: 'request' }>): Decision {
  const { attempt, token, paymentId } = command;
  const latest = payment.attempts.at(-1);
  if (payment.ended || capturedAttempt(payment) || (latest && latest.attempt >= attempt)) return nothing;
  if (latest?.attempt !== attempt - 1 || isOpen(latest))
    throw new Error(`attempt ${attempt} was asked for before attempt ${attempt - 1} was over`);
  return just({ type: 'attempt-started', attempt, paymentId, token });
}

function cancel(payment: Payment, refundId: RefundId): Decision {
  const refund = refundRest(payment, refundId);
  if (!payment.ended) return just({ type: 'order-cancelled' }, ...refund);
  const done = payment.refunds.filter(({ state }) => state === 'DONE').at(-1);
  return { events: refund, again: done ? [{ type: 'refunded', refundId: done.refundId }] : [] };
}

/** A refund of whatever is left of the order's money. */
function refundRest(payment: Payment, refundId: RefundId): PaymentEvent[] {
  const captured = capturedAttempt(payment);
  if (!captured || !payment.bill) return [];
  const { amount, currency } = payment.bill.total;
  const rest = amount - goingBack(payment, captured.attempt);
  if (rest <= 0) return [];
  return [refundOf(captured.attempt, { amount: rest, currency }, refundId, cancelled)];
}

/** Minor units of an attempt that went back or are on their way. */
const goingBack = ({ refunds }: Payment, attempt: number): number =>
  refunds
    .filter((refund) => refund.attempt === attempt && refund.state !== 'FAILED')
    .reduce((total, { amount }) => total + amount.amount, 0);

const cancelled = 'the order was cancelled';

const refundOf = (attempt: number, amount: Money, refundId: RefundId, reason: string): PaymentEvent => ({
  type: 'refund-requested',
  refundId,
  attempt,
  amount,
  reason,
});

function answerAttempt(payment: Payment, command: Extract<PaymentCommand, { type: 'answer-attempt' }>): Decision {
  const { attempt: number, answer, refundId } = command;
  const attempt = payment.attempts.find((one) => one.attempt === number);
  if (!attempt || !payment.bill) throw new Error(`there is no attempt ${number} that could be answered`);
  if (answer.type === 'captured') return captured(payment, payment.bill.total, attempt, answer.reference, refundId);
  if (!isOpen(attempt)) return nothing;
  switch (answer.type) {
    case 'failed':
      return just({ type: 'failed', attempt: number, failure: failureOf(answer.code), reference: answer.reference });
    case 'pending':
      if (attempt.reference) return nothing;
      return just({ type: 'pending', attempt: number, reference: answer.reference });
    case 'action-required':
      if (attempt.state === 'ACTION_REQUIRED') return nothing;
      return just({ type: 'action-required', attempt: number, reference: answer.reference, url: answer.url });
    case 'voided':
    case 'not-found':
      if (payment.ended || capturedAttempt(payment)) return just({ type: 'voided', attempt: number });
      return just({
        type: 'failed',
        attempt: number,
        failure: failureOf(answer.type === 'voided' ? 'payment_expired' : 'not_processed'),
      });
  }
}

function captured(payment: Payment, total: Money, attempt: Attempt, reference: string, refundId: RefundId): Decision {
  if (attempt.state === 'CAPTURED') return nothing;
  const surplus = capturedAttempt(payment) !== undefined;
  const event = { type: 'captured', attempt: attempt.attempt, reference, surplus } as const;
  if (surplus) return just(event, refundOf(attempt.attempt, total, refundId, 'the order was paid already'));
  if (payment.ended) return just(event, refundOf(attempt.attempt, total, refundId, cancelled));
  return just(event);
}

function answerRefund(payment: Payment, command: Extract<PaymentCommand, { type: 'answer-refund' }>): Decision {
  const { refundId, answer } = command;
  const refund = payment.refunds.find((one) => one.refundId === refundId);
  if (!refund) throw new Error(`there is no refund ${refundId} that could be answered`);
  if (refund.state !== 'REQUESTED') return nothing;
  return answer.type === 'refunded'
    ? just({ type: 'refunded', refundId })
    : just({ type: 'refund-failed', refundId, why: answer.reason });
}

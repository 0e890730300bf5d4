/**
 * What a payment makes of a command: the events to append, none when it changes nothing. Pure. Rules: an attempt starts
 * only when the order is placed, its stock reserved, it is not cancelled, nothing was captured, and no other attempt is
 * open; one capture per order is kept, any other goes back; of a cancelled order everything goes back; never more goes
 * back than was captured. What the world is told of it, and told again, is in facts.ts.
 */
import type { PaymentId } from '@mambogo/contracts/ids.ts';
import { applyAttemptResult } from './decide-attempt.ts';
import { applyRefundResult, refund, refundRemaining } from './decide-refund.ts';
import { capturedAttempt, isOpen, type Payment } from './payment.ts';
import type { CommandOf, PaymentCommand } from './payment-command.ts';
import type { PaymentEvent } from './payment-event.ts';

export function decide(payment: Payment, command: PaymentCommand): readonly PaymentEvent[] {
  switch (command.type) {
    case 'place':
      return place(payment, command);
    case 'reserve':
      return reserve(payment, command.paymentId);
    case 'request':
      return request(payment, command);
    case 'cancel':
      return [...(payment.ended ? [] : [{ type: 'order-cancelled' } as const]), ...refundRemaining(payment, command)];
    case 'refund':
      return refund(payment, command);
    case 'attempt-result':
      return applyAttemptResult(payment, command);
    case 'refund-result':
      return applyRefundResult(payment, command);
  }
}

function place(payment: Payment, command: CommandOf<'place'>): readonly PaymentEvent[] {
  if (payment.request) return [];
  const { customerId, total, token, paymentId } = command;
  const requested = { type: 'requested', customerId, total, token } as const;
  if (!payment.reserved || payment.ended) return [requested];
  return [requested, { type: 'attempt-started', attempt: 1, paymentId, token }];
}

function reserve(payment: Payment, paymentId: PaymentId): readonly PaymentEvent[] {
  if (payment.reserved || payment.ended) return [];
  const token = payment.request?.token;
  if (token === undefined || isTried(payment)) return [{ type: 'stock-reserved' }];
  return [{ type: 'stock-reserved' }, { type: 'attempt-started', attempt: 1, paymentId, token }];
}

/** Its first attempt may have been found at the provider before the order was heard of (decide-attempt.ts). */
const isTried = ({ attempts }: Payment): boolean => attempts.length > 0;

function request(payment: Payment, { attempt, token, paymentId }: CommandOf<'request'>): readonly PaymentEvent[] {
  const latest = payment.attempts.at(-1);
  if (payment.ended || capturedAttempt(payment) || (latest && latest.attempt >= attempt)) return [];
  if (latest?.attempt !== attempt - 1 || isOpen(latest))
    throw new Error(`attempt ${attempt} was asked for before attempt ${attempt - 1} was over`);
  return [{ type: 'attempt-started', attempt, paymentId, token }];
}

/**
 * Applies a command to a payment and returns the events to append; none when nothing changes. Pure.
 *
 * - An attempt starts only when the order is placed, its stock is reserved, it is not cancelled, nothing was captured and
 *   no other attempt is open.
 * - One capture per order is kept; any further capture is refunded.
 * - A cancelled order is refunded in full.
 * - No more is refunded than was captured.
 *
 * integration-events.ts decides which events are published, and which are repeated on request.
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
  if (token === undefined || hasAttempts(payment)) return [{ type: 'stock-reserved' }];
  return [{ type: 'stock-reserved' }, { type: 'attempt-started', attempt: 1, paymentId, token }];
}

/** The first attempt may have been adopted from the provider's list before `order.placed` arrived (decide-attempt.ts). */
const hasAttempts = ({ attempts }: Payment): boolean => attempts.length > 0;

function request(payment: Payment, { attempt, token, paymentId }: CommandOf<'request'>): readonly PaymentEvent[] {
  const latest = payment.attempts.at(-1);
  if (payment.ended || capturedAttempt(payment) || (latest && latest.attempt >= attempt)) return [];
  if (latest?.attempt !== attempt - 1 || isOpen(latest))
    throw new Error(`attempt ${attempt} was requested before attempt ${attempt - 1} ended`);
  return [{ type: 'attempt-started', attempt, paymentId, token }];
}

/**
 * The integration events to publish after a command. Pure.
 *
 * - For a kept capture, a failure, an action the customer must take, and every refund of the order's payment. A surplus
 *   capture and its refund are not published.
 * - Acknowledgements: `order.cancelled` is answered with `payment.voided` as soon as no money is held, otherwise with
 *   `payment.refunded`; `order.refund-requested` with the refund's outcome. Repeated requests are answered again, from state.
 */
import { standardRefundReason } from '@mambogo/contracts/api/refund-reasons.ts';
import { type DomainEvent, domainEvent } from '@mambogo/contracts/events/event.ts';
import {
  paymentActionRequired,
  paymentCaptured,
  paymentFailed,
  paymentRefunded,
  paymentRefundFailed,
  paymentVoided,
} from '@mambogo/contracts/events/payment-events.ts';
import type { OrderId, RefundId } from '@mambogo/contracts/ids.ts';
import {
  type Attempt,
  capturedAttempt,
  hasNoMoney,
  isOpen,
  type Payment,
  type Refund,
  refundedAmount,
} from './payment.ts';
import type { PaymentCommand } from './payment-command.ts';
import type { PaymentEvent } from './payment-event.ts';

/** @param after the payment after applying `events`, the result of `command` */
export const integrationEventsFor = (
  orderId: OrderId,
  before: Payment,
  command: PaymentCommand,
  events: readonly PaymentEvent[],
  after: Payment,
): readonly DomainEvent[] => [
  ...events.flatMap((event) => integrationEventFor(orderId, event, before, after)),
  ...acknowledgementsFor(orderId, before, command, after),
];

function integrationEventFor(orderId: OrderId, event: PaymentEvent, before: Payment, payment: Payment): DomainEvent[] {
  switch (event.type) {
    case 'captured': {
      if (event.taken) return wrongAmount(orderId, event.attempt, before, payment);
      if (event.surplus || !payment.request) return [];
      const { attempt, reference } = event;
      const { paymentId } = attemptOf(payment, attempt);
      return [domainEvent(paymentCaptured, { orderId, attempt, paymentId, amount: payment.request.total, reference })];
    }
    case 'failed':
      return [domainEvent(paymentFailed, { orderId, attempt: event.attempt, ...event.failure })];
    case 'action-required':
      return [domainEvent(paymentActionRequired, { orderId, attempt: event.attempt, url: event.url })];
    case 'refunded':
    case 'refund-failed':
      return outcomeOf(orderId, payment, refundOf(payment, event.refundId));
    default:
      return [];
  }
}

/** The captured amount does not pay for the order, so the order sees its open attempt as failed. */
function wrongAmount(orderId: OrderId, attempt: number, before: Payment, after: Payment): DomainEvent[] {
  const { failure } = attemptOf(after, attempt);
  if (!failure || after.ended || !isOpen(attemptOf(before, attempt))) return [];
  return [domainEvent(paymentFailed, { orderId, attempt, ...failure })];
}

/** Acknowledges the command itself, in addition to the events it caused. */
function acknowledgementsFor(
  orderId: OrderId,
  before: Payment,
  command: PaymentCommand,
  after: Payment,
): DomainEvent[] {
  switch (command.type) {
    case 'cancel':
      if (hasNoMoney(after)) return [domainEvent(paymentVoided, { orderId })];
      return isFullyRefunded(after)
        ? completedRefunds(after).flatMap((refund) => outcomeOf(orderId, after, refund))
        : [];
    case 'attempt-result':
      return after.ended && hasNoMoney(after) && !hasNoMoney(before) ? [domainEvent(paymentVoided, { orderId })] : [];
    case 'refund':
      return before.refunds
        .filter(({ refundId }) => refundId === command.refundId)
        .flatMap((refund) => outcomeOf(orderId, after, refund));
    default:
      return [];
  }
}

const completedRefunds = ({ refunds }: Payment): Refund[] => refunds.filter(({ state }) => state === 'DONE');

const isFullyRefunded = (payment: Payment): boolean => {
  const captured = capturedAttempt(payment);
  return captured !== undefined && refundedAmount(payment, captured) === payment.request?.total.amount;
};

/** The outcome of a refund of the order's payment; none while it is in progress. */
function outcomeOf(orderId: OrderId, payment: Payment, refund: Refund): DomainEvent[] {
  const { refundId, amount, reason, state, why } = refund;
  const attempt = attemptOf(payment, refund.attempt);
  if (attempt.surplus || state === 'REQUESTED') return [];
  const refundedTotal = { amount: refundedAmount(payment, attempt), currency: amount.currency };
  const refundData = { orderId, refundId, paymentId: attempt.paymentId, amount, refundedTotal };
  return state === 'DONE'
    ? [domainEvent(paymentRefunded, { ...refundData, reason: standardRefundReason(reason) })]
    : [domainEvent(paymentRefundFailed, { ...refundData, reason: why ?? 'the payment provider rejected the refund' })];
}

function refundOf({ refunds }: Payment, refundId: RefundId): Refund {
  const found = refunds.find((one) => one.refundId === refundId);
  if (!found) throw new Error(`unknown refund ${refundId}`);
  return found;
}

function attemptOf({ attempts }: Payment, attempt: number): Attempt {
  const found = attempts.find((one) => one.attempt === attempt);
  if (!found) throw new Error(`unknown attempt ${attempt}`);
  return found;
}

/**
 * The integration events to publish after an order handled a command. Pure.
 *
 * Other services act on an order's outcome: confirmed (commit the stock) or cancelled (release the stock, refund the payment). It
 * is published when it is reached, and again when an event shows that a service missed it or when it is not acknowledged in time;
 * requested refunds likewise. What has been acknowledged is not published again. Events contain no free text, not even text that
 * an earlier release stored in the log.
 */
import { refundReasons } from '@mambogo/contracts/api/refund-reasons.ts';
import { type DomainEvent, domainEvent } from '@mambogo/contracts/events/event.ts';
import {
  orderCancelled,
  orderConfirmed,
  orderDelivered,
  orderPaymentRequested,
  orderPlaced,
  orderRefundRequested,
  orderShipped,
} from '@mambogo/contracts/events/order-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { standardDetail } from './cancellation.ts';
import type { OrderCommand } from './order-command.ts';
import type { EventOf, OrderEvent } from './order-event.ts';
import { isOpen, isOutcomeUnacknowledged, type OrderState, openRefunds } from './order-state.ts';
import { restockedLines } from './refunded-goods.ts';

/** @param before undefined for a new order. @param after the order with `events` applied. */
export function integrationEventsFor(
  orderId: OrderId,
  before: OrderState | undefined,
  command: OrderCommand,
  events: readonly OrderEvent[],
  after: OrderState,
): readonly DomainEvent[] {
  const emitted = events.flatMap((event) => integrationEventFor(orderId, command, event, after));
  return before && !isOpen(before) ? [...emitted, ...republishedEvents(orderId, command, after)] : emitted;
}

function integrationEventFor(
  orderId: OrderId,
  command: OrderCommand,
  event: OrderEvent,
  after: OrderState,
): DomainEvent[] {
  switch (event.type) {
    case 'placed': {
      const { number, customerId, lines, total, payBefore } = event.data;
      const paymentToken = tokenOf(command);
      return [
        domainEvent(orderPlaced, { orderId, number, customerId, lines: [...lines], total, paymentToken, payBefore }),
      ];
    }
    case 'payment-requested':
      return [
        domainEvent(orderPaymentRequested, { orderId, attempt: event.data.attempt, paymentToken: tokenOf(command) }),
      ];
    case 'refund-requested':
      return [refundRequested(orderId, event.data)];
    case 'shipped':
      return [domainEvent(orderShipped, { orderId, ...event.data })];
    case 'delivered':
      return [domainEvent(orderDelivered, { orderId })];
    case 'confirmed':
    case 'cancelled':
      return outcomeEvent(orderId, after);
    default:
      return [];
  }
}

/** For an ended order: the sender may have missed the outcome, or nobody acknowledged it in time. */
function republishedEvents(orderId: OrderId, { type }: OrderCommand, state: OrderState): DomainEvent[] {
  switch (type) {
    case 'stock-reserved':
    case 'reservation-expired':
    case 'payment-captured':
      return outcomeEvent(orderId, state);
    case 'remind':
      return [
        ...(isOutcomeUnacknowledged(state) ? outcomeEvent(orderId, state) : []),
        ...openRefunds(state).map((refund) => refundRequested(orderId, refund)),
      ];
    default:
      return [];
  }
}

function outcomeEvent(orderId: OrderId, state: OrderState): DomainEvent[] {
  if (state.status === 'CANCELLED') {
    const { reason } = state.cancellation;
    return [domainEvent(orderCancelled, { orderId, reason, detail: standardDetail(state.cancellation) })];
  }
  if (isOpen(state) || state.payment.status !== 'CAPTURED') return [];
  const { customerId, lines, payment } = state;
  return [domainEvent(orderConfirmed, { orderId, customerId, lines: [...lines], paymentReference: payment.reference })];
}

function refundRequested(
  orderId: OrderId,
  { refundId, amount, goods }: Pick<EventOf<'refund-requested'>['data'], 'refundId' | 'amount' | 'goods'>,
): DomainEvent {
  const restock = restockedLines(goods);
  const reason = refundReasons.shop;
  return domainEvent(orderRefundRequested, { orderId, refundId, amount, reason, ...(restock ? { restock } : {}) });
}

function tokenOf(command: OrderCommand): string {
  if ('token' in command) return command.token;
  throw new Error(`${command.type} has no payment token`);
}

/**
 * The facts of inventory and payment that an order obeys, and the command each of them is to it. Pure: the inbox and the
 * saga's simulator read the same list. Types that are not listed concern no order.
 */
import { type DataOf, type DomainEvent, type EventDefinition, eventType } from '@mambogo/contracts/events/event.ts';
import {
  stockCommitted,
  stockRejected,
  stockReleased,
  stockReservationExpired,
  stockReserved,
} from '@mambogo/contracts/events/inventory-events.ts';
import {
  paymentActionRequired,
  paymentCaptured,
  paymentFailed,
  paymentRefunded,
  paymentRefundFailed,
  paymentVoided,
} from '@mambogo/contracts/events/payment-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { OrderFact } from './order-command.ts';

export interface ToldOrder {
  readonly orderId: OrderId;
  readonly command: OrderFact;
}

export interface HeardFact<E extends EventDefinition = EventDefinition> {
  readonly event: E;
  /** @param data has passed the event's schema. */
  toCommand(data: DataOf<E>): ToldOrder;
}

const hears = <E extends EventDefinition>(event: E, toCommand: HeardFact<E>['toCommand']): HeardFact => ({
  event,
  toCommand,
});

export const heardFacts: readonly HeardFact[] = [
  hears(stockReserved, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-reserved', data } })),
  hears(stockRejected, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-rejected', data } })),
  hears(stockReleased, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-released', data } })),
  hears(stockCommitted, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-committed', data } })),
  hears(stockReservationExpired, ({ orderId, ...data }) => ({
    orderId,
    command: { type: 'reservation-expired', data },
  })),
  hears(paymentActionRequired, ({ orderId, ...data }) => ({
    orderId,
    command: { type: 'payment-action-required', data },
  })),
  hears(paymentCaptured, ({ orderId, ...data }) => ({ orderId, command: { type: 'payment-captured', data } })),
  hears(paymentFailed, ({ orderId, ...data }) => ({ orderId, command: { type: 'payment-failed', data } })),
  hears(paymentVoided, ({ orderId }) => ({ orderId, command: { type: 'payment-voided', data: {} } })),
  hears(paymentRefunded, ({ orderId, refundId, amount, reason }) => ({
    orderId,
    command: { type: 'payment-refunded', data: { refundId, amount, reason } },
  })),
  hears(paymentRefundFailed, ({ orderId, refundId, amount, reason }) => ({
    orderId,
    command: { type: 'payment-refund-failed', data: { refundId, amount, reason } },
  })),
];

const byType = new Map(heardFacts.map((fact) => [eventType(fact.event), fact]));

/** What an event is to the order it is about; undefined for one that no order obeys. */
export const commandOf = ({ event, data }: DomainEvent): ToldOrder | undefined =>
  byType.get(eventType(event))?.toCommand(data);

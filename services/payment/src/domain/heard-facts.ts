/**
 * The facts of order and inventory that a payment obeys, and the command each of them is to it. Pure: the inbox and the
 * saga's simulator read the same list; the ids of what a command may start are given in. Types that are not listed concern
 * no payment.
 */
import { type DataOf, type DomainEvent, type EventDefinition, eventType } from '@mambogo/contracts/events/event.ts';
import { stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import {
  orderCancelled,
  orderPaymentRequested,
  orderPlaced,
  orderRefundRequested,
} from '@mambogo/contracts/events/order-events.ts';
import type { OrderId, PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { PaymentCommand } from './payment-command.ts';

export interface ToldPayment {
  readonly orderId: OrderId;
  readonly command: PaymentCommand;
}

/** Of the attempt and of the refund that a command may start. */
export interface NewIds {
  readonly paymentId: PaymentId;
  readonly refundId: RefundId;
}

export interface HeardFact<E extends EventDefinition = EventDefinition> {
  readonly event: E;
  /** @param data has passed the event's schema. */
  toCommand(data: DataOf<E>, ids: NewIds): ToldPayment;
}

const hears = <E extends EventDefinition>(event: E, toCommand: HeardFact<E>['toCommand']): HeardFact => ({
  event,
  toCommand,
});

export const heardFacts: readonly HeardFact[] = [
  /** What is to be paid, by whom, with which card: charged once the stock is reserved too. */
  hears(orderPlaced, ({ orderId, customerId, total, paymentToken: token }, { paymentId }) => ({
    orderId,
    command: { type: 'place', customerId, total, token, paymentId },
  })),
  hears(stockReserved, ({ orderId }, { paymentId }) => ({ orderId, command: { type: 'reserve', paymentId } })),
  /** The shopper tries another card. */
  hears(orderPaymentRequested, ({ orderId, attempt, paymentToken: token }, { paymentId }) => ({
    orderId,
    command: { type: 'request', attempt, token, paymentId },
  })),
  hears(orderCancelled, ({ orderId }, { refundId }) => ({ orderId, command: { type: 'cancel', refundId } })),
  hears(orderRefundRequested, ({ orderId, refundId, amount, reason }) => ({
    orderId,
    command: { type: 'refund', refundId, amount, reason },
  })),
];

const byType = new Map(heardFacts.map((fact) => [eventType(fact.event), fact]));

/** What an event is to the payment of its order; undefined for one that no payment obeys. */
export const commandOf = ({ event, data }: DomainEvent, ids: NewIds): ToldPayment | undefined =>
  byType.get(eventType(event))?.toCommand(data, ids);

/**
 * The events that people hear of by mail, and the message of each. Pure.
 *
 * A fact is named by what happened, not by its event: an event that is published again, under another id, is the same fact.
 */
import type { MessageKind } from '@mambogo/contracts/api/messages.ts';
import type { DataOf, EventDefinition } from '@mambogo/contracts/events/event.ts';
import { passwordResetRequested } from '@mambogo/contracts/events/identity-events.ts';
import {
  orderCancelled,
  orderConfirmed,
  orderDelivered,
  orderShipped,
} from '@mambogo/contracts/events/order-events.ts';
import { paymentActionRequired, paymentFailed, paymentRefunded } from '@mambogo/contracts/events/payment-events.ts';
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';

export interface NewMessage {
  readonly kind: MessageKind;
  /** Absent if it is not about an order. */
  readonly orderId?: OrderId;
  /** Absent where the event does not name the customer. */
  readonly personId?: CustomerId;
  /** Which refund, attempt to pay, or request for a new password. */
  readonly reference?: string;
}

/** There is one message for each fact. */
export const factOf = ({ kind, orderId, reference }: NewMessage): string =>
  [kind, orderId, reference].filter((part) => part !== undefined).join('/');

export interface MessageOnEvent {
  readonly event: EventDefinition;
  /** @param data validated against the event's schema */
  toMessage(data: never): NewMessage;
}

const on = <E extends EventDefinition>(event: E, toMessage: (data: DataOf<E>) => NewMessage): MessageOnEvent => ({
  event,
  toMessage,
});

/** Attempts count from 1; events of the first version do not name theirs. */
const paymentNeeded = ({ orderId, attempt = 1 }: { orderId: OrderId; attempt?: number | undefined }): NewMessage => ({
  kind: 'payment-needed',
  orderId,
  reference: String(attempt),
});

export const messagesOnEvents: readonly MessageOnEvent[] = [
  on(orderConfirmed, ({ orderId, customerId }) => ({ kind: 'order-confirmed', orderId, personId: customerId })),
  on(orderShipped, ({ orderId }) => ({ kind: 'order-shipped', orderId })),
  on(orderDelivered, ({ orderId }) => ({ kind: 'order-delivered', orderId })),
  on(orderCancelled, ({ orderId }) => ({ kind: 'order-cancelled', orderId })),
  on(paymentRefunded, ({ orderId, refundId }) => ({ kind: 'order-refunded', orderId, reference: refundId })),
  on(paymentFailed, paymentNeeded),
  on(paymentActionRequired, paymentNeeded),
  on(passwordResetRequested, ({ personId, requestId }) => ({
    kind: 'password-reset',
    personId,
    reference: requestId,
  })),
];

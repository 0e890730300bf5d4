/** Rows of the notification database. */
import type { MessageId, MessageKind, MessageState } from '@mambogo/contracts/api/messages.ts';
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import { EntitySchema } from 'typeorm';

export interface MessageRow {
  id: MessageId;
  /** What it is about, as a key: there is one message for each fact. */
  fact: string;
  kind: MessageKind;
  orderId: OrderId | null;
  /** Unknown until it is first tried, for events that do not name the customer. */
  personId: CustomerId | null;
  /** Which refund of the order, or which attempt to pay. */
  reference: string | null;
  state: MessageState;
  reason: string | null;
  /** Since it was last queued. */
  tries: number;
  /** How often staff had it sent again: part of its Message-ID. */
  repeats: number;
  /** When it is due, or the end of the lease; null: it is not queued. */
  nextAt: Date | null;
  createdAt: Date;
  queuedAt: Date;
  sentAt: Date | null;
  traceparent: string | null;
}

export const MessageEntity = new EntitySchema<MessageRow>({
  name: 'message',
  columns: {
    id: { type: 'uuid', primary: true },
    fact: { type: 'text' },
    kind: { type: 'text' },
    orderId: { name: 'order_id', type: 'uuid', nullable: true },
    personId: { name: 'person_id', type: 'uuid', nullable: true },
    reference: { type: 'text', nullable: true },
    state: { type: 'text' },
    reason: { type: 'text', nullable: true },
    tries: { type: 'int' },
    repeats: { type: 'int' },
    nextAt: { name: 'next_at', type: 'timestamptz', nullable: true },
    createdAt: { name: 'created_at', type: 'timestamptz' },
    queuedAt: { name: 'queued_at', type: 'timestamptz' },
    sentAt: { name: 'sent_at', type: 'timestamptz', nullable: true },
    traceparent: { type: 'text', nullable: true },
  },
});

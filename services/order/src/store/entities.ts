/** The rows of the event log, for reading. Events are appended by SQL in order-store.ts. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { EntitySchema } from 'typeorm';
import type { OrderEvent } from '../domain/order-event.ts';

export interface OrderEventRow {
  orderId: OrderId;
  version: number;
  type: OrderEvent['type'];
  data: OrderEvent['data'];
  /** Encrypted with the customer's key. */
  personal: Buffer | null;
  at: Date;
  actor: string;
  correlationId: string;
  causationId: string | null;
  /** Null in entries of earlier releases, like `traceId`. */
  cause: string | null;
  traceId: string | null;
  hash: string;
  prevHash: string;
}

export const OrderEventEntity = new EntitySchema<OrderEventRow>({
  name: 'order_event',
  columns: {
    orderId: { name: 'order_id', type: 'uuid', primary: true },
    version: { type: 'int', primary: true },
    type: { type: 'text' },
    data: { type: 'jsonb' },
    personal: { type: 'bytea', nullable: true },
    at: { type: 'timestamptz' },
    actor: { type: 'text' },
    correlationId: { name: 'correlation_id', type: 'text' },
    causationId: { name: 'causation_id', type: 'text', nullable: true },
    cause: { type: 'text', nullable: true },
    traceId: { name: 'trace_id', type: 'text', nullable: true },
    hash: { type: 'text' },
    prevHash: { name: 'prev_hash', type: 'text' },
  },
});

/** Rows of the payment database, for reading; writes use the SQL in save-payments.ts. */
import type { PaymentFailure, PaymentStatus } from '@mambogo/contracts/api/payment-state.ts';
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import { EntitySchema } from 'typeorm';

export interface PaymentRow {
  orderId: OrderId;
  customerId: CustomerId | null;
  /** Minor units. */
  amount: number | null;
  currency: string | null;
  status: PaymentStatus;
  failure: PaymentFailure | null;
  captured: number;
  refunded: number;
}

export const PaymentEntity = new EntitySchema<PaymentRow>({
  name: 'payment',
  columns: {
    orderId: { name: 'order_id', type: 'uuid', primary: true },
    customerId: { name: 'customer_id', type: 'uuid', nullable: true },
    amount: { type: 'double precision', nullable: true },
    currency: { type: 'text', nullable: true },
    status: { type: 'text' },
    failure: { type: 'jsonb', nullable: true },
    captured: { type: 'double precision' },
    refunded: { type: 'double precision' },
  },
});

export interface PaymentEventRow {
  orderId: OrderId;
  version: number;
  type: string;
  data: Record<string, unknown>;
  actor: string;
  correlationId: string;
  causationId: string | null;
  /** Null in entries of earlier releases, like `traceId`. */
  cause: string | null;
  traceId: string | null;
  at: Date;
  hash: string;
  prevHash: string;
}

export const PaymentEventEntity = new EntitySchema<PaymentEventRow>({
  name: 'payment_event',
  columns: {
    orderId: { name: 'order_id', type: 'uuid', primary: true },
    version: { type: 'int', primary: true },
    type: { type: 'text' },
    data: { type: 'jsonb' },
    actor: { type: 'text' },
    correlationId: { name: 'correlation_id', type: 'text' },
    causationId: { name: 'causation_id', type: 'text', nullable: true },
    cause: { type: 'text', nullable: true },
    traceId: { name: 'trace_id', type: 'text', nullable: true },
    at: { type: 'timestamptz' },
    hash: { type: 'text' },
    prevHash: { name: 'prev_hash', type: 'text' },
  },
});

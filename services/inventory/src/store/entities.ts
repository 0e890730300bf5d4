/** Rows of the inventory database, for reading; writes are SQL in stock-store.ts. */
import type { Shortage, StockLine } from '@mambogo/contracts/events/inventory-events.ts';
import type { OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import { EntitySchema } from 'typeorm';
import type { StockReturn } from '../domain/reservation.ts';
import type { MovementType } from '../domain/stock.ts';

export interface StockItemRow {
  productId: ProductId;
  onHand: number;
  reserved: number;
  sold: number;
  received: number;
  adjusted: number;
  version: number;
  updatedAt: Date;
  /** YYYY-MM-DD. */
  expectedOn: string | null;
}

export const StockItemEntity = new EntitySchema<StockItemRow>({
  name: 'stock_item',
  columns: {
    productId: { name: 'product_id', type: 'uuid', primary: true },
    onHand: { name: 'on_hand', type: 'int' },
    reserved: { type: 'int' },
    sold: { type: 'int' },
    received: { type: 'int' },
    adjusted: { type: 'int' },
    version: { type: 'int' },
    updatedAt: { name: 'updated_at', type: 'timestamptz' },
    expectedOn: { name: 'expected_on', type: 'date', nullable: true },
  },
});

export interface ReservationRow {
  orderId: OrderId;
  status: 'RESERVED' | 'REJECTED' | 'COMMITTED' | 'RELEASED';
  lines: StockLine[];
  shortages: Shortage[];
  returns: StockReturn[];
  expiresAt: Date | null;
  createdAt: Date;
}

export const ReservationEntity = new EntitySchema<ReservationRow>({
  name: 'reservation',
  columns: {
    orderId: { name: 'order_id', type: 'uuid', primary: true },
    status: { type: 'text' },
    lines: { type: 'jsonb' },
    shortages: { type: 'jsonb' },
    returns: { type: 'jsonb' },
    expiresAt: { name: 'expires_at', type: 'timestamptz', nullable: true },
    createdAt: { name: 'created_at', type: 'timestamptz' },
  },
});

export interface MovementRow {
  /** A bigint, so a string. */
  id: string;
  productId: ProductId;
  type: MovementType;
  quantity: number;
  orderId: OrderId | null;
  reference: string | null;
  reason: string | null;
  actor: string;
  correlationId: string;
  causationId: string | null;
  /** Null in entries of earlier releases, like `traceId`. */
  cause: string | null;
  traceId: string | null;
  at: Date;
}

export const MovementEntity = new EntitySchema<MovementRow>({
  name: 'stock_movement',
  columns: {
    id: { type: 'bigint', primary: true },
    productId: { name: 'product_id', type: 'uuid' },
    type: { type: 'text' },
    quantity: { type: 'int' },
    orderId: { name: 'order_id', type: 'uuid', nullable: true },
    reference: { type: 'text', nullable: true },
    reason: { type: 'text', nullable: true },
    actor: { type: 'text' },
    correlationId: { name: 'correlation_id', type: 'text' },
    causationId: { name: 'causation_id', type: 'text', nullable: true },
    cause: { type: 'text', nullable: true },
    traceId: { name: 'trace_id', type: 'text', nullable: true },
    at: { type: 'timestamptz' },
  },
});

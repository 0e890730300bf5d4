/** The columns of order_summary. All derive from the log alone, so the table can be rebuilt from it byte for byte. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { isUnacknowledged, type OrderState, payableUntil } from '../domain/order-state.ts';

export interface Summary {
  readonly orderId: OrderId;
  /** The fold of the whole log. */
  readonly state: OrderState;
  /** The encrypted data of the latest event that carries some. */
  readonly personal: Buffer | null;
  /** Of the last event. */
  readonly version: number;
  readonly lastHash: string;
  readonly updatedAt: Date;
  /** Of the first event. */
  readonly placedAt: Date;
}

/** Parameters $1 to $15 are `summaryValues`; `o` is the existing row. Without a new `personal` the stored one is kept. */
export const upsertSummary = `
  insert into order_summary as o (id, number, customer_id, status, cart_version, total, currency, data, personal, version,
    last_hash, placed_at, updated_at, pay_before, unanswered)
  values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
  on conflict (id) do update set number = excluded.number, customer_id = excluded.customer_id, status = excluded.status,
    cart_version = excluded.cart_version, total = excluded.total, currency = excluded.currency, data = excluded.data,
    personal = coalesce(excluded.personal, o.personal), version = excluded.version, last_hash = excluded.last_hash,
    placed_at = excluded.placed_at, updated_at = excluded.updated_at,
    pay_before = excluded.pay_before, unanswered = excluded.unanswered`;

export const summaryValues = ({ orderId, state, ...row }: Summary): unknown[] => [
  orderId,
  state.number,
  state.customerId,
  state.status,
  state.cartVersion,
  state.total.amount,
  state.total.currency,
  JSON.stringify(state),
  row.personal,
  row.version,
  row.lastHash,
  row.placedAt,
  row.updatedAt,
  payableUntil(state),
  isUnacknowledged(state),
];

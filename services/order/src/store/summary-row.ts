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

const columns = `id, number, customer_id, status, cart_version, total, currency, data, personal, version, last_hash,
    placed_at, updated_at, pay_before, unanswered`;

/** `o` is the existing row. Without a new `personal` the stored one is kept. */
const upsert = (source: string) => `
  insert into order_summary as o (${columns}) ${source}
  on conflict (id) do update set number = excluded.number, customer_id = excluded.customer_id, status = excluded.status,
    cart_version = excluded.cart_version, total = excluded.total, currency = excluded.currency, data = excluded.data,
    personal = coalesce(excluded.personal, o.personal), version = excluded.version, last_hash = excluded.last_hash,
    placed_at = excluded.placed_at, updated_at = excluded.updated_at,
    pay_before = excluded.pay_before, unanswered = excluded.unanswered`;

/** Parameters $1 to $15 are `summaryValues`. */
export const upsertSummary = upsert('values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)');

/** Parameter $1 is an array of `summaryValues`, as JSON with binary data in base64. */
export const upsertSummaries = upsert(`
  select (v ->> 0)::uuid, v ->> 1, (v ->> 2)::uuid, v ->> 3, v ->> 4, (v ->> 5)::bigint, v ->> 6, (v ->> 7)::jsonb,
    decode(v ->> 8, 'base64'), (v ->> 9)::int, v ->> 10, (v ->> 11)::timestamptz, (v ->> 12)::timestamptz,
    (v ->> 13)::timestamptz, (v ->> 14)::boolean
  from json_array_elements($1::json) v`);

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

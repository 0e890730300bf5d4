/** Loads an order under its lock in one statement, and saves its new events and summary in another, sent with the commit. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { hold } from '@mambogo/service/database/hold.ts';
import type { EntityManager } from 'typeorm';
import { evolve } from '../domain/evolve.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { OrderState } from '../domain/order-state.ts';
import { chain, type LogHead } from './event-chain.ts';
import { orderChannel } from './order-channel.ts';
import { summaryValues, upsertSummary } from './summary-row.ts';

/** An order that is locked by this transaction. */
export interface LockedOrder extends LogHead {
  readonly state: OrderState;
  readonly placedAt: Date;
  readonly updatedAt: Date;
  /** Encrypted. */
  readonly personal: Buffer | null;
  /** Null once the customer was erased. */
  readonly wrappedKey: Buffer | null;
  /** The time of the next event: the database's time, but never before the previous event. */
  readonly now: Date;
}

/** An order that is being placed. */
export interface NewOrder extends LogHead {
  readonly state?: undefined;
  readonly placedAt?: undefined;
  readonly now: Date;
}

/** Throws if the order does not exist: the event arrived before its cause, or belongs to a shop's earlier database. */
export async function lockOrder(manager: EntityManager, orderId: OrderId): Promise<LockedOrder> {
  const order = await lockOrderIfThere(manager, orderId);
  if (!order) throw new Error(`order ${orderId} does not exist`);
  return order;
}

export async function lockOrderIfThere(manager: EntityManager, orderId: OrderId): Promise<LockedOrder | undefined> {
  const [row] = await manager.query<Omit<LockedOrder, 'orderId'>[]>(
    `select data as state, version, last_hash as "lastHash", placed_at as "placedAt",
       updated_at as "updatedAt", greatest(now(), updated_at) as now, personal,
       (select wrapped_key from customer_key k where k.customer_id = o.customer_id) as "wrappedKey"
     from order_summary o where id = $1 for update`,
    [orderId],
  );
  return row && { ...row, orderId };
}

/**
 * Appends events to the order's log and updates its summary; followers on all instances are notified at the commit. The first
 * event sends no NOTIFY: nobody follows an order before it exists, and NOTIFY serializes commits. Returns the new state.
 * @param personal encrypted data that is stored with the first event
 */
export async function saveOrder(
  unit: UnitOfWork,
  order: LockedOrder | NewOrder,
  events: readonly OrderEvent[],
  personal?: Buffer,
): Promise<OrderState> {
  const state = events.reduce<OrderState | undefined>(evolve, order.state);
  const rows = chain(order, events, order.now, unit.metadata, personal);
  const last = rows.at(-1);
  if (!state || !last) throw new Error('saveOrder was called without events');
  const summary = summaryValues({
    orderId: order.orderId,
    state,
    personal: personal ?? null,
    version: last.version,
    lastHash: last.hash,
    updatedAt: last.at,
    placedAt: order.placedAt ?? last.at,
  });
  const log = JSON.stringify(rows.map((row) => ({ ...row, personal: row.personal?.toString('base64') })));
  await hold(unit.manager, saveSql, [...summary, log]);
  return state;
}

/**
 * Parameter after those of the summary: $16 the events. An existing order is locked; if it were changed nevertheless, the key of the
 * log (order and version) would be violated.
 */
const saveSql = `
  with logged as (
    insert into order_event (order_id, version, type, data, personal, at, actor, correlation_id, causation_id,
      cause, trace_id, hash, prev_hash)
    select $1::uuid, version, type, data, decode(personal, 'base64'), at, actor, "correlationId", "causationId",
      cause, "traceId", hash, "prevHash"
    from json_to_recordset($16) as e(version int, type text, data jsonb, personal text, at timestamptz, actor text,
      "correlationId" text, "causationId" text, cause text, "traceId" text, hash text, "prevHash" text)
  ), saved as (
    ${upsertSummary} returning id, version
  )
  select case when version > 1 then pg_notify('${orderChannel}', id::text) end from saved`;

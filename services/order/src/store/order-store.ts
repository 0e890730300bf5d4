/** One order's log and its fold: loaded under lock in one statement, saved together in one. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import type { EntityManager } from 'typeorm';
import { evolve } from '../domain/evolve.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { OrderState } from '../domain/order-state.ts';
import { chain, type LogHead } from './event-chain.ts';
import { orderChannel } from './order-channel.ts';
import { summaryValues, upsertSummary } from './summary-row.ts';

/** An order this transaction holds the lock of. */
export interface LockedOrder extends LogHead {
  readonly state: OrderState;
  readonly placedAt: Date;
  readonly updatedAt: Date;
  /** Encrypted. */
  readonly personal: Buffer | null;
  /** Null once the customer was forgotten. */
  readonly wrappedKey: Buffer | null;
  /** When the next event happens: the database's time, never before the event before it. */
  readonly now: Date;
}

/** An order that is about to be placed. */
export interface NewOrder extends LogHead {
  readonly state?: undefined;
  readonly placedAt?: undefined;
  readonly now: Date;
}

/** Throws when there is no such order: the fact came before its cause is seen here, or from another shop's past. */
export async function lockOrder(manager: EntityManager, orderId: OrderId): Promise<LockedOrder> {
  const order = await lockOrderIfThere(manager, orderId);
  if (!order) throw new Error(`there is no order ${orderId}`);
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
 * Appends events to the order's log and brings its summary up to date; tells followers of all instances at the commit.
 * A first event is told to nobody: no one follows an order before it is there, and a NOTIFY makes commits take turns.
 * Answers the order as it now is.
 * @param personal encrypted data of the first of the events.
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
  if (!state || !last) throw new Error('there is nothing to save');
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
  const [saved] = await unit.manager.query<unknown[]>(saveSql, [...summary, log, order.version]);
  if (!saved) throw new Error(`order ${order.orderId} changed while it was decided on`);
  return state;
}

/** After the parameters of the summary: $16 the events, $17 the version the order was loaded at. */
const saveSql = `
  with logged as (
    insert into order_event (order_id, version, type, data, personal, at, actor, correlation_id, causation_id, hash, prev_hash)
    select $1::uuid, version, type, data, decode(personal, 'base64'), at, actor, "correlationId", "causationId", hash, "prevHash"
    from json_to_recordset($16) as e(version int, type text, data jsonb, personal text, at timestamptz, actor text,
      "correlationId" text, "causationId" text, hash text, "prevHash" text)
  ), saved as (
    ${upsertSummary} where o.version = $17 returning id, version
  )
  select case when version > 1 then pg_notify('${orderChannel}', id::text) end from saved`;

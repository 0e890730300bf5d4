/** Orders that wait too long: what they wait for, since when, and what is known about them. */
import type { StuckOrder, StuckReason } from '@mambogo/contracts/api/operations.ts';
import type { OrderStatus } from '@mambogo/contracts/api/orders.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { DataSource, EntityManager } from 'typeorm';

type Db = Pick<DataSource | EntityManager, 'query'>;

/**
 * Conditions on `order_summary`, in the order in which the first one that fits is the reason. Updates of an order show when it
 * began to wait; `pay_before` is the end of its payment window.
 */
export const stuckConditions: Readonly<Record<StuckReason, string>> = {
  stock: "status = 'PENDING' and updated_at < now() - interval '2 minutes'",
  payment: `status = 'AWAITING_PAYMENT' and data -> 'payment' ->> 'status' = 'PENDING'
    and updated_at < now() - interval '2 minutes'`,
  expiry: "status in ('PENDING', 'AWAITING_PAYMENT') and pay_before < now() - interval '5 minutes'",
  acknowledgement: "unanswered and updated_at < now() - interval '15 minutes'",
};

const reasonSql = `case ${Object.entries(stuckConditions)
  .map(([reason, condition]) => `when ${condition} then '${reason}'`)
  .join(' ')} end`;

/** An ended order waits for inventory until its stock is sold or released, then for payment. */
const waitsForSql = `case reason when 'stock' then 'inventory' when 'payment' then 'payment' when 'expiry' then 'order'
  else case when data ->> 'stock' in ('COMMITTED', 'RELEASED') then 'payment' else 'inventory' end end`;

const select = (where: string) => `
  select o.id, o.number, o.status, o.placed_at as "placedAt", o.reason,
    case when o.reason is not null then ${waitsForSql} end as "waitsFor",
    case o.reason when 'expiry' then o.pay_before else o.updated_at end as since,
    e.type as "lastType", e.at as "lastAt",
    (select count(*)::int from outbox where published_at is null and message_key = o.id::text) as unpublished
  from (select *, ${reasonSql} as reason from order_summary where ${where}) o
  join lateral (select type, at from order_event where order_id = o.id order by version desc limit 1) e on true`;

interface Row {
  readonly id: OrderId;
  readonly number: string;
  readonly status: OrderStatus;
  readonly placedAt: Date;
  readonly reason: StuckReason | null;
  readonly waitsFor: string | null;
  readonly since: Date;
  readonly lastType: string;
  readonly lastAt: Date;
  readonly unpublished: number;
}

/** Each part of the condition has a partial index: open orders, and ended ones that are not acknowledged. */
const isOpenOrUnanswered = "(status in ('PENDING', 'AWAITING_PAYMENT') or unanswered)";
const maxStuck = 100;

/** The one that waits longest comes first. */
export async function findStuckOrders(database: Db): Promise<StuckOrder[]> {
  const rows = await database.query<Row[]>(
    `${select(isOpenOrUnanswered)} where o.reason is not null order by since limit ${maxStuck}`,
  );
  return rows.flatMap((row) => {
    const stuck = stuckOf(row);
    const { id, number, status, placedAt, lastType, lastAt, unpublished } = row;
    const lastEvent = { type: `order.${lastType}`, at: lastAt.toISOString() };
    return stuck ? [{ id, number, status, placedAt: placedAt.toISOString(), ...stuck, lastEvent, unpublished }] : [];
  });
}

type Stuck = Pick<StuckOrder, 'reason' | 'waitsFor' | 'since'>;

const stuckOf = ({ reason, waitsFor, since }: Row): Stuck | undefined =>
  reason && waitsFor ? { reason, waitsFor, since: since.toISOString() } : undefined;

export interface DiagnosedOrder extends Pick<Row, 'id' | 'number' | 'status' | 'unpublished'> {
  readonly placedAt: string;
  readonly stuck: Stuck | undefined;
}

export async function diagnoseOrder(database: Db, id: OrderId): Promise<DiagnosedOrder | undefined> {
  const [row] = await database.query<Row[]>(select('id = $1'), [id]);
  if (!row) return undefined;
  const { number, status, placedAt, unpublished } = row;
  return { id, number, status, placedAt: placedAt.toISOString(), unpublished, stuck: stuckOf(row) };
}

/** Reads an order's reservation under lock, and saves it. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';
import type { Reservation } from '../domain/reservation.ts';
import type { ReservationRow } from './entities.ts';

export interface StoredReservation {
  readonly reservation: Reservation;
  /** ISO 8601; set once stock was reserved. */
  readonly expiresAt?: string;
  /** The database's time. */
  readonly now: Date;
}

type Row = { now: Date } & (Omit<ReservationRow, 'orderId' | 'createdAt'> | { status: null });

/** The reservation of an order, locked; NONE if there is no row. */
export async function lockReservation(manager: EntityManager, orderId: OrderId): Promise<StoredReservation> {
  const [row] = await manager.query<Row[]>(
    `with r as (select * from reservation where order_id = $1 for update)
     select t.now, r.status, r.lines, r.shortages, r.returns, r.expires_at as "expiresAt" from (select now() as now) t left join r on true`,
    [orderId],
  );
  if (!row) throw new Error('the database returned no time');
  if (row.status === null) return { reservation: { status: 'NONE' }, now: row.now };
  return { reservation: toReservation(row), expiresAt: row.expiresAt?.toISOString(), now: row.now };
}

/**
 * Saves a changed reservation; returns when the order will be asked to confirm it, if it holds stock.
 * Throws if another instance has just created the row (there was none to lock): the event is then redelivered.
 */
export async function saveReservation(
  manager: EntityManager,
  orderId: OrderId,
  { reservation: before }: StoredReservation,
  next: Reservation,
  reservationSeconds: number,
): Promise<string | undefined> {
  const [row] = await manager.query<{ expiresAt: Date | null }[]>(
    `insert into reservation as r (order_id, status, lines, shortages, returns, expires_at, ask_at)
     select $1, $2, $3, $4, $7, e.at, e.at
     from (select case when $2 = 'RESERVED' then now() + make_interval(secs => $5) end as at) e
     on conflict (order_id) do update set status = excluded.status,
       lines = case when excluded.status = 'RELEASED' then r.lines else excluded.lines end,
       shortages = excluded.shortages, returns = case when excluded.status = 'RELEASED' then r.returns else excluded.returns end, updated_at = now()
     where r.status = $6
     returning expires_at as "expiresAt"`,
    [
      orderId,
      next.status,
      JSON.stringify('lines' in next ? next.lines : []),
      JSON.stringify('shortages' in next ? next.shortages : []),
      reservationSeconds,
      before.status,
      JSON.stringify('returns' in next ? next.returns : []),
    ],
  );
  if (!row) throw new Error(`the reservation of order ${orderId} was changed concurrently`);
  return row.expiresAt?.toISOString();
}

function toReservation(row: Exclude<Row, { status: null }>): Reservation {
  switch (row.status) {
    case 'RESERVED':
      return { status: 'RESERVED', lines: row.lines };
    case 'COMMITTED':
      return { status: 'COMMITTED', lines: row.lines, ...(row.returns.length > 0 ? { returns: row.returns } : {}) };
    case 'REJECTED':
      return { status: 'REJECTED', shortages: row.shortages };
    case 'RELEASED':
      return { status: 'RELEASED' };
  }
}

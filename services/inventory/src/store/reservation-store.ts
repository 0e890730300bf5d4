/** Reads an order's reservation under lock, and saves it. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { hold } from '@mambogo/service/database/hold.ts';
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
 * Saves a changed reservation, with the commit; returns when the order will be asked to confirm it, if it holds stock.
 * The commit fails if another instance has just created the row (there was none to lock): the event is then handled again.
 */
export async function saveReservation(
  manager: EntityManager,
  orderId: OrderId,
  { reservation: before, expiresAt, now }: StoredReservation,
  next: Reservation,
  reservationSeconds: number,
): Promise<string | undefined> {
  const values = [
    orderId,
    next.status,
    JSON.stringify('lines' in next ? next.lines : []),
    JSON.stringify('shortages' in next ? next.shortages : []),
    JSON.stringify('returns' in next ? next.returns : []),
  ];
  if (before.status !== 'NONE') {
    await hold(manager, update, values);
    return expiresAt;
  }
  const askAt =
    next.status === 'RESERVED' ? new Date(now.getTime() + reservationSeconds * 1_000).toISOString() : undefined;
  await hold(manager, insert, [...values, askAt]);
  return askAt;
}

const insert = `
  insert into reservation (order_id, status, lines, shortages, returns, expires_at, ask_at)
  values ($1, $2, $3, $4, $5, $6, $6)`;

const update = `
  update reservation set status = $2, lines = case when $2 = 'RELEASED' then lines else $3 end, shortages = $4,
    returns = case when $2 = 'RELEASED' then returns else $5 end, updated_at = now()
  where order_id = $1`;

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

/** An order's reservation: read under lock, decided on, saved with its movements and its fact. */
import {
  stockCommitted,
  stockRejected,
  stockReleased,
  stockReserved,
} from '@mambogo/contracts/events/inventory-events.ts';
import type { OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import type { Work } from '@mambogo/messaging/work.ts';
import type { EntityManager } from 'typeorm';
import type { Decision, Reservation, ReservationFact } from '../domain/reservation.ts';
import type { ReservationRow } from './entities.ts';
import { applyMovements, type LockedStock } from './stock-store.ts';

type LockedReservation = Omit<ReservationRow, 'orderId' | 'createdAt'>;

export interface StoredReservation {
  readonly reservation: Reservation;
  /** ISO 8601; set once stock was reserved. */
  readonly expiresAt?: string;
}

/** The reservation of an order, locked; NONE when there is no row. */
export async function lockReservation(manager: EntityManager, orderId: OrderId): Promise<StoredReservation> {
  const [row] = await manager.query<LockedReservation[]>(
    'select status, lines, shortages, expires_at as "expiresAt" from reservation where order_id = $1 for update',
    [orderId],
  );
  return row
    ? { reservation: toReservation(row), expiresAt: row.expiresAt?.toISOString() }
    : { reservation: { status: 'NONE' } };
}

/** Saves a decision: reservation, stock, movements, and the fact the world is told. */
export async function saveDecision(
  work: Work,
  orderId: OrderId,
  before: StoredReservation,
  { next, fact, movements }: Decision,
  locked: ReadonlyMap<ProductId, LockedStock>,
  reservationSeconds: number,
): Promise<void> {
  let expiresAt = before.expiresAt;
  if (next !== before.reservation) expiresAt = await saveReservation(work.manager, orderId, next, reservationSeconds);
  await applyMovements(work, locked, movements, { orderId });
  if (fact) emitFact(work, orderId, fact, expiresAt);
}

async function saveReservation(
  manager: EntityManager,
  orderId: OrderId,
  next: Reservation,
  reservationSeconds: number,
): Promise<string | undefined> {
  const rows = await manager.query<{ expiresAt: Date | null }[]>(
    `insert into reservation (order_id, status, lines, shortages, expires_at)
     values ($1, $2, $3, $4, case when $2 = 'RESERVED' then now() + make_interval(secs => $5) end)
     on conflict (order_id) do update set status = excluded.status,
       lines = case when excluded.status = 'RELEASED' then reservation.lines else excluded.lines end,
       shortages = excluded.shortages, updated_at = now()
     returning expires_at as "expiresAt"`,
    [
      orderId,
      next.status,
      JSON.stringify('lines' in next ? next.lines : []),
      JSON.stringify('shortages' in next ? next.shortages : []),
      reservationSeconds,
    ],
  );
  return rows[0]?.expiresAt?.toISOString();
}

function emitFact(work: Work, orderId: OrderId, fact: ReservationFact, expiresAt: string | undefined): void {
  switch (fact.type) {
    case 'reserved':
      if (!expiresAt) throw new Error(`the reservation of order ${orderId} has no end`);
      work.emit(stockReserved, { orderId, lines: [...fact.lines], expiresAt });
      break;
    case 'rejected':
      work.emit(stockRejected, { orderId, shortages: [...fact.shortages] });
      break;
    case 'committed':
      work.emit(stockCommitted, { orderId, lines: [...fact.lines] });
      break;
    case 'released':
      work.emit(stockReleased, { orderId, lines: [...fact.lines] });
      break;
  }
}

function toReservation(row: LockedReservation): Reservation {
  switch (row.status) {
    case 'RESERVED':
    case 'COMMITTED':
      return { status: row.status, lines: row.lines };
    case 'REJECTED':
      return { status: 'REJECTED', shortages: row.shortages };
    case 'RELEASED':
      return { status: 'RELEASED' };
  }
}

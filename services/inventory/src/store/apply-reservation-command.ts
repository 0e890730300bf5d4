/** Applies a command to an order's reservation: load under lock, decide, save with its movements, emit the event. */
import type { StockLine } from '@mambogo/contracts/events/inventory-events.ts';
import type { OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import type { EntityManager } from 'typeorm';
import { integrationEventFor } from '../domain/integration-events.ts';
import { decide, type ReservationCommand } from '../domain/reservation.ts';
import { available } from '../domain/stock.ts';
import { lockReservation, type StoredReservation, saveReservation } from './reservation-store.ts';
import { applyMovements, type LockedStock, lockStock } from './stock-store.ts';

/** @param reservationSeconds how long stock is reserved before the order is asked to confirm it */
export async function applyReservationCommand(
  unit: UnitOfWork,
  orderId: OrderId,
  command: ReservationCommand,
  reservationSeconds: number,
): Promise<void> {
  const { before, locked } = await lockAll(unit.manager, orderId, command);
  const decision = decide(before.reservation, command, {
    now: before.now,
    available: new Map([...locked].map(([id, stock]) => [id, available(stock)])),
  });
  let { expiresAt } = before;
  if (decision.next !== before.reservation)
    expiresAt = await saveReservation(unit.manager, orderId, before, decision.next, reservationSeconds);
  const reference = command.type === 'return' ? { reference: command.refundId } : {};
  await applyMovements(unit, locked, decision.movements, { orderId, ...reference });
  if (!decision.event) return;
  const { event, data } = integrationEventFor(orderId, decision.event, expiresAt);
  unit.emit(event, data);
}

interface Locked {
  readonly before: StoredReservation;
  /** Products whose stock may move: those of a new reservation's lines, or those an existing one holds. */
  readonly locked: ReadonlyMap<ProductId, LockedStock>;
}

async function lockAll(manager: EntityManager, orderId: OrderId, command: ReservationCommand): Promise<Locked> {
  if (command.type === 'reserve') {
    // Sent together.
    const [before, locked] = await Promise.all([
      lockReservation(manager, orderId),
      lockStock(manager, productsOf(command.lines)),
    ]);
    return { before, locked };
  }
  const before = await lockReservation(manager, orderId);
  const touched = command.type !== 'ask' && 'lines' in before.reservation ? productsOf(before.reservation.lines) : [];
  return { before, locked: touched.length > 0 ? await lockStock(manager, touched) : new Map() };
}

const productsOf = (lines: readonly StockLine[]): ProductId[] => lines.map(({ productId }) => productId);

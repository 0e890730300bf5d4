/** Applies a command to an order's reservation: load under lock, decide, save with its movements, emit the event. */
import type { OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { integrationEventFor } from '../domain/integration-events.ts';
import { decide, type Reservation, type ReservationCommand } from '../domain/reservation.ts';
import { available } from '../domain/stock.ts';
import { lockReservation, saveReservation } from './reservation-store.ts';
import { applyMovements, lockStock } from './stock-store.ts';

/** @param reservationSeconds how long stock is reserved before the order is asked to confirm it */
export async function applyReservationCommand(
  unit: UnitOfWork,
  orderId: OrderId,
  command: ReservationCommand,
  reservationSeconds: number,
): Promise<void> {
  const before = await lockReservation(unit.manager, orderId);
  const touched = productsOf(before.reservation, command);
  const locked = touched.length > 0 ? await lockStock(unit.manager, touched) : new Map();
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

/** Products whose stock may move: those of a new reservation's lines, or those an existing one holds. */
function productsOf(reservation: Reservation, command: ReservationCommand): ProductId[] {
  const lines =
    command.type === 'reserve' && reservation.status === 'NONE'
      ? command.lines
      : command.type !== 'reserve' && command.type !== 'ask' && 'lines' in reservation
        ? reservation.lines
        : [];
  return lines.map(({ productId }) => productId);
}

/** A command meets an order's reservation: load under lock, decide, save with its movements, tell the world. */
import type { OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { factOf } from '../domain/facts.ts';
import { decide, type Reservation, type ReservationCommand } from '../domain/reservation.ts';
import { available } from '../domain/stock.ts';
import { lockReservation, saveReservation } from './reservation-store.ts';
import { applyMovements, lockStock } from './stock-store.ts';

/** @param reservationSeconds how long stock is set aside before the order is asked about it. */
export async function changeReservation(
  work: UnitOfWork,
  orderId: OrderId,
  command: ReservationCommand,
  reservationSeconds: number,
): Promise<void> {
  const before = await lockReservation(work.manager, orderId);
  const touched = productsOf(before.reservation, command);
  const locked = touched.length > 0 ? await lockStock(work.manager, touched) : new Map();
  const decision = decide(before.reservation, command, {
    now: before.now,
    available: new Map([...locked].map(([id, stock]) => [id, available(stock)])),
  });
  let { expiresAt } = before;
  if (decision.next !== before.reservation)
    expiresAt = await saveReservation(work.manager, orderId, before, decision.next, reservationSeconds);
  const reference = command.type === 'return' ? { reference: command.refundId } : {};
  await applyMovements(work, locked, decision.movements, { orderId, ...reference });
  if (!decision.fact) return;
  const { event, data } = factOf(orderId, decision.fact, expiresAt);
  work.emit(event, data);
}

/** Whose stock may move: of a new claim that of its lines, of one that ends that of what it holds. */
function productsOf(reservation: Reservation, command: ReservationCommand): ProductId[] {
  const lines =
    command.type === 'reserve' && reservation.status === 'NONE'
      ? command.lines
      : command.type !== 'reserve' && command.type !== 'ask' && 'lines' in reservation
        ? reservation.lines
        : [];
  return lines.map(({ productId }) => productId);
}

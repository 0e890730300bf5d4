/** Ends a reservation one way or the other: load, decide, save. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { Work } from '@mambogo/messaging/work.ts';
import type { Context } from '../context.ts';
import { decide } from '../domain/reservation.ts';
import { lockReservation, saveDecision } from './reservation-store.ts';
import { lockStock } from './stock-store.ts';

export async function settle(
  context: Context,
  work: Work,
  orderId: OrderId,
  command: { readonly type: 'commit' | 'release' },
): Promise<void> {
  const before = await lockReservation(work.manager, orderId);
  const decision = decide(before.reservation, command);
  const products = decision.movements.map(({ productId }) => productId);
  const locked = products.length > 0 ? await lockStock(work.manager, products) : new Map();
  await saveDecision(work, orderId, before, decision, locked, context.settings.RESERVATION_SECONDS);
}

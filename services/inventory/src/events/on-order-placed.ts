/** An order was placed: set all its lines aside, or none of them. */
import { orderPlaced } from '@mambogo/contracts/events/order-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { decide } from '../domain/reservation.ts';
import { available } from '../domain/stock.ts';
import { lockReservation, saveDecision } from '../store/reservation-store.ts';
import { lockStock } from '../store/stock-store.ts';

export const onOrderPlaced = on<typeof orderPlaced, Context>(orderPlaced, async (context, work, data) => {
  const before = await lockReservation(work.manager, data.orderId);
  const locked = await lockStock(
    work.manager,
    data.lines.map(({ productId }) => productId),
  );
  const now = [...locked.values()][0]?.now ?? new Date();
  const decision = decide(before.reservation, {
    type: 'reserve',
    lines: data.lines,
    available: new Map([...locked].map(([id, stock]) => [id, available(stock)])),
    late: now > new Date(data.payBefore),
  });
  await saveDecision(work, data.orderId, before, decision, locked, context.settings.RESERVATION_SECONDS);
});

/**
 * Brings a world to rest: nothing fails any more, everything that is on its way arrives, every timer that is due goes off,
 * and time goes on to whatever is due next, until nothing is.
 */
import { isOpen, payableUntil } from '../../services/order/src/domain/order-state.ts';
import { workCalmly } from './calm.ts';
import { askReservation, closeUnpaid, isOverdue, remind, reminderAt } from './outside.ts';
import { secondsOf, tell, type World } from './world.ts';

/** Far more than any world needs: past it something goes round in circles. */
const mostRounds = 1_000;

/** Answers false when it never comes to rest. */
export function comeToRest(world: World): boolean {
  tell(world, 'from now on nothing fails');
  world.calmSince = world.now;
  world.away.clear();
  for (const turn of world.attemptTurns) turn.frozen = false;
  for (let round = 0; round < mostRounds; round++) {
    if (workCalmly(world)) continue;
    const next = nextDue(world);
    if (next === undefined) return true;
    world.now = Math.max(world.now, next) + 1;
  }
  return false;
}

/** Lets timers go off that are due; answers when, on the world's clock, the next thing is; undefined: nothing will. */
function nextDue(world: World): number | undefined {
  const { order, stock, payment } = world.skew;
  for (const id of world.orders.keys()) {
    askReservation(world, id);
    closeUnpaid(world, id);
    remind(world, id);
  }
  const times = [
    ...[...world.attempts.values(), ...world.refunds.values()].map(({ nextAt }) => minus(nextAt, payment)),
    ...[...world.reservations.values()].map(({ reservation, askAt }) =>
      reservation.status === 'RESERVED' ? minus(askAt, stock) : undefined,
    ),
    ...[...world.orders].flatMap(([id, { state }]) => [
      minus(reminderAt(world, id), order),
      isOpen(state) && !isOverdue(world, id) ? minus(secondsOf(payableUntil(state)), order) : undefined,
    ]),
    ...world.provider.stragglers.map(({ at }) => at),
    Object.values(world.outbox).some((rows) => rows.length > 0) ? world.now : undefined,
  ].filter((time) => time !== undefined);
  return times.length > 0 ? Math.min(...times) : undefined;
}

const minus = (time: number | undefined, skew: number): number | undefined =>
  time === undefined ? undefined : time - skew;

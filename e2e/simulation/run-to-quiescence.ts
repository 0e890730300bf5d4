/**
 * Runs a simulation to quiescence: without faults, every message arrives, every due timer fires, and the clock advances to
 * whatever is due next, until nothing is.
 */
import { isOpen, payableUntil } from '../../services/order/src/domain/order-state.ts';
import {
  confirmReservation,
  expireUnpaidOrder,
  isOverdue,
  republishDueAt,
  republishUnacknowledged,
} from './environment.ts';
import { runPendingWork } from './run-pending-work.ts';
import { recordTrace, type SimState, secondsOf } from './sim-state.ts';

/** Far more than any simulation needs: beyond it, it loops. */
const maxRounds = 1_000;

/** Returns false when it never comes to rest. */
export function runToQuiescence(sim: SimState): boolean {
  recordTrace(sim, 'no more faults from now on');
  sim.faultFreeSince = sim.now;
  sim.unavailable.clear();
  for (const run of sim.attemptRuns) run.frozen = false;
  for (let round = 0; round < maxRounds; round++) {
    if (runPendingWork(sim)) continue;
    const next = nextDue(sim);
    if (next === undefined) return true;
    sim.now = Math.max(sim.now, next) + 1;
  }
  return false;
}

/** Fires due timers; returns when, on the simulation's clock, the next thing is due; undefined: nothing is. */
function nextDue(sim: SimState): number | undefined {
  const { order, stock, payment } = sim.skew;
  for (const id of sim.orders.keys()) {
    confirmReservation(sim, id);
    expireUnpaidOrder(sim, id);
    republishUnacknowledged(sim, id);
  }
  const times = [
    ...[...sim.attempts.values(), ...sim.refunds.values()].map(({ nextAt }) => minus(nextAt, payment)),
    ...[...sim.reservations.values()].map(({ reservation, askAt }) =>
      reservation.status === 'RESERVED' ? minus(askAt, stock) : undefined,
    ),
    ...[...sim.orders].flatMap(([id, { state }]) => [
      minus(republishDueAt(sim, id), order),
      isOpen(state) && !isOverdue(sim, id) ? minus(secondsOf(payableUntil(state)), order) : undefined,
    ]),
    ...sim.provider.stragglers.map(({ at }) => at),
    Object.values(sim.outbox).some((rows) => rows.length > 0) ? sim.now : undefined,
  ].filter((time) => time !== undefined);
  return times.length > 0 ? Math.min(...times) : undefined;
}

const minus = (time: number | undefined, skew: number): number | undefined =>
  time === undefined ? undefined : time - skew;

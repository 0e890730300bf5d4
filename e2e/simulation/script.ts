/**
 * A schedule: a list of choices, each of three small numbers, interpreted against the current state of the simulation. So
 * every list is a schedule, and a shorter one is a simpler one: what fast-check needs to shrink.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { changeCart } from './cart.ts';
import * as outside from './environment.ts';
import { deliver, publish, replay } from './network.ts';
import { isUnsettled } from './provider.ts';
import { runPendingWork } from './run-pending-work.ts';
import { consumers, type SimState, subscriptions, timeOf } from './sim-state.ts';
import * as workers from './workers.ts';

/** The kind of step, its target, and its fault. */
export type Choice = readonly [kind: number, pick: number, fault: number];

/** Returns whether there was anything to do. */
type Step = (sim: SimState, pick: number, fault: number) => boolean;

const pickFrom = <T>(list: readonly T[], pick: number): T | undefined => list[pick % list.length];
const waiting = (sim: SimState) =>
  consumers
    .filter((consumer) => !sim.unavailable.has(consumer))
    .flatMap((consumer) => sim.queue[consumer].map((message) => ({ consumer, message })));
const outboxes = ['order', 'stock', 'payment'] as const;
const ordersOf = (sim: SimState): OrderId[] => [...sim.orders.keys()];

/** A moment without faults: otherwise hardly any order would progress far. */
const runPending: Step = (sim) => runPendingWork(sim);
const deliverOne: Step = (sim, pick, fault) => {
  const one = pickFrom(waiting(sim), pick);
  if (one) deliver(sim, one.consumer, one.message, pickFrom(deliveryFaults, fault) ?? 'none');
  return one !== undefined;
};
const replayOne: Step = (sim, pick, fault) => {
  const message = pickFrom(sim.published, pick);
  const consumer =
    message &&
    pickFrom(
      consumers.filter((one) => subscriptions[one].test(message.integrationEvent.event.name)),
      fault,
    );
  if (consumer) replay(sim, consumer, message);
  return consumer !== undefined;
};
const publishOne: Step = (sim, pick, fault) => {
  const rows = outboxes.flatMap((service) => sim.outbox[service].map((row) => ({ service, row })));
  const one = pickFrom(rows, pick);
  if (one) publish(sim, one.service, one.row, pickFrom(relayFaults, fault) ?? 'none');
  return one !== undefined;
};
const workOnAttempts: Step = (sim, pick, fault) => {
  const due = [...sim.attempts.values()].filter((row) => workers.isDue(row, timeOf(sim, 'payment')));
  const runs = sim.attemptRuns;
  const which = pick % (due.length + runs.length || 1);
  const row = due[which];
  const run = runs[which - due.length];
  if (row) workers.claimAttempt(sim, row);
  else if (run?.call) workers.callProvider(sim, run, pickFrom(callFaults, fault) ?? 'none');
  else if (run) workers.commitAttempt(sim, run);
  return row !== undefined || run !== undefined;
};
const workOnRefunds: Step = (sim, pick, fault) => {
  const due = [...sim.refunds.values()].filter((row) => workers.isDue(row, timeOf(sim, 'payment')));
  const runs = sim.refundRuns;
  const which = pick % (due.length + runs.length || 1);
  const row = due[which];
  const run = runs[which - due.length];
  if (row) workers.claimRefund(sim, row);
  else if (run && !run.sent) workers.sendRefund(sim, run, pickFrom(refundFaults, fault) ?? 'none');
  else if (run) workers.commitRefund(sim, run);
  return row !== undefined || run !== undefined;
};
const settleOne: Step = (sim, pick, fault) => {
  const { charges, stragglers } = sim.provider;
  const charge = pickFrom(charges.filter(isUnsettled), pick);
  const straggler = stragglers.find(({ at }) => at <= sim.now);
  if (straggler && (fault & 1 || !charge)) outside.deliverStraggler(sim, straggler);
  else if (charge) outside.settleCharge(sim, charge, pickFrom(settlements, pick) ?? 'captured', (fault & 4) === 0);
  return straggler !== undefined || charge !== undefined;
};
const captureFailed: Step = (sim, pick) => {
  const charge = pickFrom(
    sim.provider.charges.filter(({ status }) => status === 'failed'),
    pick,
  );
  if (charge) outside.captureLate(sim, charge);
  return charge !== undefined;
};
const callBackOne: Step = (sim, pick) => {
  const charge = pickFrom(sim.provider.charges, pick);
  return charge !== undefined && outside.deliverCallback(sim, charge);
};
/** A consumer becomes unavailable, or available again. */
const toggleAvailability: Step = (sim, pick) => {
  const consumer = pickFrom(consumers, pick);
  if (consumer && !sim.unavailable.delete(consumer)) sim.unavailable.add(consumer);
  return consumer !== undefined;
};
/** An instance pauses with a claimed attempt. */
const freezeRun: Step = (sim, pick) => {
  const run = pickFrom(sim.attemptRuns, pick);
  if (run) run.frozen = true;
  return run !== undefined;
};
const timer: Step = (sim, pick, fault) => {
  const order = pickFrom(ordersOf(sim), pick);
  const fireTimer = pickFrom(
    [outside.confirmReservation, outside.expireUnpaidOrder, outside.republishUnacknowledged],
    fault,
  );
  return order !== undefined && fireTimer?.(sim, order) === true;
};
const passTime: Step = (sim, pick, fault) => {
  if (fault === 7) sim.skew[pickFrom(outboxes, pick) ?? 'order'] = (pick % 5) * 240 - 480;
  else {
    const seconds = pickFrom([1, 5, 31, 70, 130, 310, 700, 1_900, 4_000, 20_000, aboveADay], pick) ?? 1;
    // No request is delayed for longer than the provider keeps its key.
    if (seconds === aboveADay) for (const one of [...sim.provider.stragglers]) outside.deliverStraggler(sim, one);
    sim.now += seconds;
  }
  return true;
};
const placeStep: Step = (sim, pick, fault) => {
  if (sim.orders.size >= sim.maxOrders) return false;
  outside.placeOrder(sim, pickFrom(outside.tokens, pick) ?? 'tok_ok', fault < 4 ? [2, 0] : fault < 6 ? [1, 1] : [2, 3]);
  return true;
};
const refillCartStep: Step = (sim) => {
  outside.refillCart(sim);
  return true;
};
const requestAction: Step = (sim, pick, fault) => {
  const order = pickFrom(ordersOf(sim), fault);
  return order !== undefined && outside.requestOrderAction(sim, order, pick);
};

/** By then the provider has forgotten idempotency keys. */
const aboveADay = 100_000;

const settlements = ['captured', 'captured', 'failed', 'failed', 'voided', 'pending'] as const;
const deliveryFaults = [
  'none',
  'none',
  'none',
  'none',
  'none',
  'crash-before-commit',
  'crash-before-acknowledging',
  'twice',
] as const;
const relayFaults = [
  'none',
  'none',
  'none',
  'none',
  'none',
  'none',
  'crash-before-publishing',
  'crash-before-marking',
] as const;
const callFaults = ['none', 'none', 'none', 'none', 'request-lost', 'answer-lost', 'late', 'crash'] as const;
const refundFaults = ['none', 'none', 'none', 'refused', 'request-lost', 'answer-lost', 'late', 'crash'] as const;

/** The relative probability of each kind of step. */
const kinds: readonly (readonly [Step, number])[] = [
  [runPending, 3],
  [deliverOne, 8],
  [replayOne, 1],
  [publishOne, 6],
  [workOnAttempts, 7],
  [workOnRefunds, 3],
  [settleOne, 2],
  [callBackOne, 1],
  [captureFailed, 1],
  [changeCart, 1],
  [toggleAvailability, 1],
  [freezeRun, 1],
  [timer, 2],
  [passTime, 2],
  [placeStep, 2],
  [requestAction, 3],
  [refillCartStep, 1],
];
const steps: readonly Step[] = kinds.flatMap(([step, weight]) => Array.from({ length: weight }, () => step));

export const choiceLimits = { kind: steps.length - 1, pick: 59, fault: 7 } as const;

export function play(sim: SimState, script: readonly Choice[]): void {
  sim.maxOrders = 1 + ((script[0]?.[0] ?? 0) % 3);
  placeStep(sim, script[0]?.[1] ?? 0, script[0]?.[2] ?? 0);
  for (const [kind, pick, fault] of script) {
    // An impossible step becomes the next possible one.
    const able = steps.findIndex((_, i) => steps[(kind + i) % steps.length]?.(sim, pick, fault));
    if (able < 0) throw new Error('no step is possible');
  }
}

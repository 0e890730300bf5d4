/**
 * A schedule: a list of choices, each three small numbers, read against the world as it then is. So every list is a
 * schedule, and a shorter one is a simpler one: what fast-check needs to shrink.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { workCalmly } from './calm.ts';
import { changeCart } from './cart.ts';
import { deliver, publish, replay } from './network.ts';
import * as outside from './outside.ts';
import { isUnsettled } from './provider.ts';
import * as workers from './workers.ts';
import { consumers, hears, timeOf, type World } from './world.ts';

/** What happens, to which of those it may happen to, and what goes wrong. */
export type Choice = readonly [kind: number, pick: number, fault: number];

/** Answers whether there was anything to do. */
type Step = (world: World, pick: number, fault: number) => boolean;

const of = <T>(list: readonly T[], pick: number): T | undefined => list[pick % list.length];
const waiting = (world: World) =>
  consumers
    .filter((consumer) => !world.away.has(consumer))
    .flatMap((consumer) => world.queue[consumer].map((message) => ({ consumer, message })));
const outboxes = ['order', 'stock', 'payment'] as const;
const ordersOf = (world: World): OrderId[] => [...world.orders.keys()];

/** Nothing fails for a moment: or hardly any order would come far. */
const calm: Step = (world) => workCalmly(world);
const deliverOne: Step = (world, pick, fault) => {
  const one = of(waiting(world), pick);
  if (one) deliver(world, one.consumer, one.message, of(deliveryFaults, fault) ?? 'none');
  return one !== undefined;
};
const replayOne: Step = (world, pick, fault) => {
  const message = of(world.published, pick);
  const consumer =
    message &&
    of(
      consumers.filter((one) => hears[one].test(message.fact.event.name)),
      fault,
    );
  if (consumer) replay(world, consumer, message);
  return consumer !== undefined;
};
const publishOne: Step = (world, pick, fault) => {
  const rows = outboxes.flatMap((service) => world.outbox[service].map((row) => ({ service, row })));
  const one = of(rows, pick);
  if (one) publish(world, one.service, one.row, of(relayFaults, fault) ?? 'none');
  return one !== undefined;
};
const workOnAttempts: Step = (world, pick, fault) => {
  const due = [...world.attempts.values()].filter((row) => workers.isDue(row, timeOf(world, 'payment')));
  const turns = world.attemptTurns;
  const which = pick % (due.length + turns.length || 1);
  const row = due[which];
  const turn = turns[which - due.length];
  if (row) workers.claimAttempt(world, row);
  else if (turn?.call) workers.callProvider(world, turn, of(callFaults, fault) ?? 'none');
  else if (turn) workers.commitAttempt(world, turn);
  return row !== undefined || turn !== undefined;
};
const workOnRefunds: Step = (world, pick, fault) => {
  const due = [...world.refunds.values()].filter((row) => workers.isDue(row, timeOf(world, 'payment')));
  const turns = world.refundTurns;
  const which = pick % (due.length + turns.length || 1);
  const row = due[which];
  const turn = turns[which - due.length];
  if (row) workers.claimRefund(world, row);
  else if (turn && !turn.sent) workers.sendRefund(world, turn, of(refundFaults, fault) ?? 'none');
  else if (turn) workers.commitRefund(world, turn);
  return row !== undefined || turn !== undefined;
};
const settleOne: Step = (world, pick, fault) => {
  const { charges, stragglers } = world.provider;
  const charge = of(charges.filter(isUnsettled), pick);
  const straggler = stragglers.find(({ at }) => at <= world.now);
  if (straggler && (fault & 1 || !charge)) outside.arrive(world, straggler);
  else if (charge) outside.settleCharge(world, charge, of(settlements, pick) ?? 'captured', (fault & 4) === 0);
  return straggler !== undefined || charge !== undefined;
};
const captureFailed: Step = (world, pick) => {
  const charge = of(
    world.provider.charges.filter(({ status }) => status === 'failed'),
    pick,
  );
  if (charge) outside.captureLate(world, charge);
  return charge !== undefined;
};
const callBackOne: Step = (world, pick) => {
  const charge = of(world.provider.charges, pick);
  return charge !== undefined && outside.callBack(world, charge);
};
/** A consumer goes away, or is back. */
const leave: Step = (world, pick) => {
  const consumer = of(consumers, pick);
  if (consumer && !world.away.delete(consumer)) world.away.add(consumer);
  return consumer !== undefined;
};
/** An instance stands still with an attempt it has taken. */
const freeze: Step = (world, pick) => {
  const turn = of(world.attemptTurns, pick);
  if (turn) turn.frozen = true;
  return turn !== undefined;
};
const timer: Step = (world, pick, fault) => {
  const order = of(ordersOf(world), pick);
  const goesOff = of([outside.askReservation, outside.closeUnpaid, outside.remind], fault);
  return order !== undefined && goesOff?.(world, order) === true;
};
const passTime: Step = (world, pick, fault) => {
  if (fault === 7) world.skew[of(outboxes, pick) ?? 'order'] = (pick % 5) * 240 - 480;
  else {
    const seconds = of([1, 5, 31, 70, 130, 310, 700, 1_900, 4_000, 20_000, aboveADay], pick) ?? 1;
    // No request lies in a socket for longer than the provider keeps its key.
    if (seconds === aboveADay) for (const one of [...world.provider.stragglers]) outside.arrive(world, one);
    world.now += seconds;
  }
  return true;
};
const place: Step = (world, pick, fault) => {
  if (world.orders.size >= world.mostOrders) return false;
  outside.placeOrder(world, of(outside.tokens, pick) ?? 'tok_ok', fault < 4 ? [2, 0] : fault < 6 ? [1, 1] : [2, 3]);
  return true;
};
const refill: Step = (world) => {
  outside.refillCart(world);
  return true;
};
const wishOne: Step = (world, pick, fault) => {
  const order = of(ordersOf(world), fault);
  return order !== undefined && outside.wish(world, order, pick);
};

/** The provider has forgotten idempotency keys by then. */
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

/** How likely each kind of step is. */
const kinds: readonly (readonly [Step, number])[] = [
  [calm, 3],
  [deliverOne, 8],
  [replayOne, 1],
  [publishOne, 6],
  [workOnAttempts, 7],
  [workOnRefunds, 3],
  [settleOne, 2],
  [callBackOne, 1],
  [captureFailed, 1],
  [changeCart, 1],
  [leave, 1],
  [freeze, 1],
  [timer, 2],
  [passTime, 2],
  [place, 2],
  [wishOne, 3],
  [refill, 1],
];
const steps: readonly Step[] = kinds.flatMap(([step, weight]) => Array.from({ length: weight }, () => step));

export const choiceLimits = { kind: steps.length - 1, pick: 59, fault: 7 } as const;

export function play(world: World, script: readonly Choice[]): void {
  world.mostOrders = 1 + ((script[0]?.[0] ?? 0) % 3);
  place(world, script[0]?.[1] ?? 0, script[0]?.[2] ?? 0);
  for (const [kind, pick, fault] of script) {
    // What can't be now is the next thing that can.
    const able = steps.findIndex((_, i) => steps[(kind + i) % steps.length]?.(world, pick, fault));
    if (able < 0) throw new Error('nothing can be done in this world');
  }
}

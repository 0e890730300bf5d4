/**
 * Two warmed shops take turns: each round has the same requests at one, then at the other, and the next round begins with the
 * other. What a busy machine does to one it does to both, so that ratios within a round can be compared, and absolute figures can't.
 */
import { confirmationTimes } from '../confirmation-times.ts';
import { percentile } from '../percentile.ts';
import { runPurchases } from '../run-purchases.ts';
import type { Contestant } from './contestant.ts';

/** Of one contestant in one round. */
export interface Turn {
  readonly ordersPerSecond: number;
  /** CPU-ms per confirmed order, by process; the load generator is not in it. */
  readonly cpu: ReadonlyMap<string, number>;
  /** Milliseconds from placed to confirmed. */
  readonly p50: number;
  readonly p99: number;
}

export type Round<T = Turn> = readonly [first: T, second: T];

export interface Alternation<Side, T> {
  readonly rounds: number;
  readonly takeTurn: (side: Side) => Promise<T>;
  /** Called after each turn. */
  readonly onTurn: (round: number, side: Side, turn: T) => void;
}

export async function alternate<Side, T>(
  first: Side,
  second: Side,
  { rounds, takeTurn, onTurn }: Alternation<Side, T>,
): Promise<readonly Round<T>[]> {
  const done: Round<T>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const turns = new Map<Side, T>();
    for (const side of round % 2 === 0 ? [first, second] : [second, first]) {
      const turn = await takeTurn(side);
      turns.set(side, turn);
      onTurn(round + 1, side, turn);
    }
    const [one, other] = [turns.get(first), turns.get(second)];
    if (one && other) done.push([one, other]);
  }
  return done;
}

const warmingTurn = 160;

/**
 * Also in turns: a shop that was warmed first and then waited for the other had cooled down, and the same revision cost 12 % more
 * in its place.
 * @param orders of each
 */
export async function warmInTurns(contestants: readonly Contestant[], orders: number): Promise<void> {
  for (let done = 0; done < orders; done += warmingTurn)
    for (const { pool } of contestants)
      await runPurchases(pool, Math.ceil(Math.min(warmingTurn, orders - done) / pool.shoppers.length));
}

/**
 * @param orders purchases of the turn
 * @param perSecond purchases per second; default: as many as the machine can do
 */
export async function takeTurn(
  { pool, cpu, addresses }: Contestant,
  orders: number,
  perSecond?: number,
): Promise<Turn> {
  const began = new Date();
  const before = cpu();
  const load = await runPurchases(pool, Math.ceil(orders / pool.shoppers.length), perSecond);
  const after = cpu();
  const times = await confirmationTimes(addresses, began);
  return {
    ordersPerSecond: load.orders / load.seconds,
    cpu: new Map([...after].map(([name, used]) => [name, (used - (before.get(name) ?? 0)) / load.orders])),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}

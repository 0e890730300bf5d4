/** One of two shops side by side, whatever it is made of, and what shoppers do in one turn. */
import { percentile } from '../percentile.ts';

export interface SideShopper {
  /** A page of a category, or a product. */
  read(round: number): Promise<void>;
  addToCart(round: number): Promise<void>;
  emptyCart(): Promise<void>;
  /** Two reads, a cart write, and an order that is paid and confirmed at the end. */
  buy(round: number): Promise<void>;
}

export interface Side {
  readonly name: string;
  readonly shoppers: readonly SideShopper[];
  /** CPU-ms that each process has used since its start; the load generator is not in it. */
  cpu(): Map<string, number>;
  stop(): Promise<void>;
}

/** How often each is done in a turn, by all shoppers together. */
export interface Amounts {
  readonly reads: number;
  readonly adds: number;
  readonly orders: number;
}

export interface SideTurn {
  readonly readsPerSecond: number;
  /** Milliseconds. */
  readonly readP99: number;
  readonly addsPerSecond: number;
  readonly ordersPerSecond: number;
  /** CPU-ms per order of everything that `buy` does, by process. */
  readonly cpu: ReadonlyMap<string, number>;
}

export async function takeSideTurn({ shoppers, cpu }: Side, { reads, adds, orders }: Amounts): Promise<SideTurn> {
  const reading = await atOnce(shoppers, reads, (shopper, round) => shopper.read(round));
  const adding = await atOnce(shoppers, adds, (shopper, round) => shopper.addToCart(round));
  for (const shopper of shoppers) await shopper.emptyCart();
  const before = cpu();
  const ordering = await atOnce(shoppers, orders, (shopper, round) => shopper.buy(round));
  const after = cpu();
  return {
    readsPerSecond: reading.perSecond,
    readP99: percentile(reading.times, 0.99),
    addsPerSecond: adding.perSecond,
    ordersPerSecond: ordering.perSecond,
    cpu: new Map([...after].map(([name, used]) => [name, (used - (before.get(name) ?? 0)) / ordering.times.length])),
  };
}

/** Each shopper does its share, one after another, without a pause. */
async function atOnce(
  shoppers: readonly SideShopper[],
  number: number,
  act: (shopper: SideShopper, round: number) => Promise<void>,
): Promise<{ perSecond: number; times: number[] }> {
  const began = performance.now();
  const times: number[] = [];
  const each = Math.ceil(number / shoppers.length);
  await Promise.all(
    shoppers.map(async (shopper, index) => {
      for (let round = 0; round < each; round += 1) {
        const asked = performance.now();
        await act(shopper, index * each + round);
        times.push(performance.now() - asked);
      }
    }),
  );
  return { perSecond: times.length / ((performance.now() - began) / 1_000), times };
}

/** Runs shoppers at full speed, or at a given rate. */
import { setTimeout as wait } from 'node:timers/promises';
import { journey } from './journey.ts';
import type { ShopperPool } from './shopper-pool.ts';

export interface LoadResult {
  readonly orders: number;
  /** Seconds from the first request to the last confirmation. */
  readonly seconds: number;
  /** CPU-ms of this process, the load generator, per order: the same work at each commit, so it says how fast the machine was. */
  readonly ownCpu: number;
}

/** Each shopper runs journeys, one after another. @param perSecond journeys per second of all shoppers; default: no pause. */
export async function runPurchases(
  { shoppers, products }: ShopperPool,
  each: number,
  perSecond?: number,
): Promise<LoadResult> {
  const began = performance.now();
  const cpuBefore = process.cpuUsage();
  /** Milliseconds between two journeys of one shopper; the shoppers start staggered. */
  const intervalMs = perSecond === undefined ? 0 : (shoppers.length / perSecond) * 1_000;
  await Promise.all(
    shoppers.map(async (shopper, index) => {
      for (let round = 0; round < each; round += 1) {
        const product = products[(index * each + round) % products.length];
        if (!product) throw new Error('no products to buy');
        const due = began + intervalMs * (round + index / shoppers.length);
        await wait(Math.max(0, due - performance.now()));
        await journey(shopper, product);
      }
    }),
  );
  const orders = shoppers.length * each;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { orders, seconds: (performance.now() - began) / 1_000, ownCpu: (user + system) / 1_000 / orders };
}

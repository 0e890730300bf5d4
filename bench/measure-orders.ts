/** Cost and throughput of orders: at full load, at half load, and in SQL statements. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Shop } from '../local/shop/shop.ts';
import { confirmationTimes } from './confirmation-times.ts';
import { percentile } from './percentile.ts';
import { cpuOf, processesOf } from './process-cost.ts';
import type { Report } from './report.ts';
import { runPurchases } from './run-purchases.ts';
import type { ShopperPool } from './shopper-pool.ts';
import { countStatements } from './statements.ts';
import { byProcess, rounded, sum, table } from './tables.ts';

/** Returns orders per second. */
export async function measureOrders(shop: Shop, pool: ShopperPool, orders: number, report: Report): Promise<number> {
  await runPurchases(pool, 10); // warm
  const began = new Date();
  const before = cpuOf(processesOf(shop));
  const load = await runPurchases(pool, Math.round(orders / pool.shoppers.length));
  const after = cpuOf(processesOf(shop));
  const perOrder = new Map([...after].map(([name, cpu]) => [name, (cpu - (before.get(name) ?? 0)) / load.orders]));
  const perSecond = load.orders / load.seconds;
  report.section(
    `${load.orders} orders, ${pool.shoppers.length} shoppers at once`,
    byProcess(perOrder, 'CPU-ms per confirmed order'),
    table(
      ['figure', 'value'],
      [
        ['confirmed orders/s', rounded(perSecond)],
        ['CPU-ms per confirmed order, all processes but the load generator', rounded(sum(perOrder))],
        ['CPU-ms per confirmed order, the load generator', rounded(load.ownCpu, 2)],
        ['ratio of the two: compare this one between commits', rounded(sum(perOrder) / load.ownCpu, 2)],
        ['placed to confirmed, p50 / p99', times(await confirmationTimes(shop, began))],
      ],
    ),
  );
  return perSecond;
}

export async function measureHalfLoad(
  shop: Shop,
  pool: ShopperPool,
  perSecond: number,
  orders: number,
  report: Report,
): Promise<void> {
  const began = new Date();
  const load = await runPurchases(pool, Math.max(1, Math.round(orders / pool.shoppers.length)), perSecond);
  report.section(
    'At half load',
    table(
      ['figure', 'value'],
      [
        ['orders/s requested, and achieved', `${rounded(perSecond)}, ${rounded(load.orders / load.seconds)}`],
        ['placed to confirmed, p50 / p99', times(await confirmationTimes(shop, began))],
      ],
    ),
  );
}

/** One shopper, one order after another; includes the polling of idle services. */
export async function measureStatements(
  shop: Shop,
  { shoppers, products }: ShopperPool,
  report: Report,
): Promise<void> {
  const orders = 20;
  const byService = await countStatements(shop, async () => {
    await runPurchases({ shoppers: shoppers.slice(0, 1), products }, orders);
    await wait(2_000); // the last order's events reach all consumers
  });
  const perOrder = new Map([...byService].map(([name, count]) => [name, count / orders]));
  report.section(
    'SQL statements per confirmed order',
    table(
      ['service', 'statements'],
      [...perOrder, ['all', sum(perOrder)] as const].map(([name, count]) => [name, rounded(count)]),
    ),
  );
}

const times = (milliseconds: readonly number[]): string =>
  `${rounded(percentile(milliseconds, 0.5), 0)} / ${rounded(percentile(milliseconds, 0.99), 0)} ms`;

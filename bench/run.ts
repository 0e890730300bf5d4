/**
 * `npm run bench`: what the shop costs on this machine, on a shop of its own (own data, ports moved by 20,000). Figures of
 * one run belong together; two runs on a busy machine differ. `-- --orders N --shoppers N` to measure more or less.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { logInMerchant } from '@mambogo/e2e/shopper/merchant.ts';
import pg from 'pg';
import { type Shopper, signUpShopper } from '../e2e/shopper/shopper.ts';
import type { Shop } from '../local/shop/shop.ts';
import { startShop } from '../local/shop/start-shop.ts';
import { quietProgress } from '../local/supervisor/progress.ts';
import { dataFolder } from '../local/toolchain/folders.ts';
import { buyAtOnce } from './load.ts';
import { percentile } from './percentile.ts';
import { cpuOf, memoryOf } from './process-cost.ts';
import { rounded, sumByKind, table } from './report.ts';
import { countStatements } from './statements.ts';

const { values } = parseArgs({
  options: { orders: { type: 'string', default: '800' }, shoppers: { type: 'string', default: '16' } },
});
const shopperCount = Number(values.shoppers);
const each = Math.max(1, Math.round(Number(values.orders) / shopperCount));
const options = { portOffset: 20_000, dataDir: dataFolder('bench'), progress: quietProgress };
const say = (line: string) => console.log(line);

const roots = (shop: Shop) =>
  new Map(shop.processes().flatMap(({ name, pid }) => (pid === undefined ? [] : [[name, pid] as const])));

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  const result = await work();
  return [result, (performance.now() - began) / 1_000];
}

async function latencies(shop: Shop): Promise<number[]> {
  const orders = new pg.Client(shop.databaseUrl('order'));
  await orders.connect();
  try {
    const { rows } = await orders.query<{ ms: number }>(
      `select extract(epoch from c.at - p.at)::float8 * 1000 as ms
       from order_event p join order_event c on c.order_id = p.order_id and c.type = 'confirmed' where p.type = 'placed'
       order by p.at desc limit 2000`,
    );
    return rows.map(({ ms }) => ms);
  } finally {
    await orders.end();
  }
}

async function measure(shop: Shop): Promise<void> {
  await wait(10_000); // start-up work ends; this is a measurement, not a test
  const memory = memoryOf(roots(shop));
  say('\n## Memory at rest (PSS, MiB)\n');
  say(
    table(
      ['process', 'MiB'],
      [...memory].map(([name, mib]) => [name, rounded(mib, 0)]),
    ),
  );
  say(
    `\n${table(
      ['kind', 'MiB'],
      [...sumByKind(memory)].map(([kind, mib]) => [kind, rounded(mib, 0)]),
    )}`,
  );

  const shoppers: Shopper[] = [];
  for (let i = 0; i < shopperCount; i += 1) shoppers.push(await signUpShopper(shop.url));
  const first = shoppers[0];
  if (!first) throw new Error('a bench needs at least one shopper');
  const merchant = await logInMerchant(shop.url);
  const products: Product[] = [];
  for (let i = 0; i < 20; i += 1) products.push(await merchant.offer(100_000));
  await buyAtOnce(shoppers, products, 10);

  const before = cpuOf(roots(shop));
  const load = await buyAtOnce(shoppers, products, each);
  const after = cpuOf(roots(shop));
  const perOrder = new Map([...after].map(([name, cpu]) => [name, (cpu - (before.get(name) ?? 0)) / load.orders]));
  const total = [...perOrder.values()].reduce((sum, cpu) => sum + cpu, 0);
  say(`\n## ${load.orders} orders, ${shopperCount} shoppers at once\n`);
  say(
    table(
      ['process', 'CPU-ms per order'],
      [...perOrder].map(([name, cpu]) => [name, rounded(cpu)]),
    ),
  );
  const times = await latencies(shop);
  say(
    `\n${table(
      ['figure', 'value'],
      [
        ['confirmed orders/s', rounded(load.orders / load.seconds)],
        ['CPU-ms per confirmed order, all processes but the load generator', rounded(total)],
        ['status reads per order', rounded(load.statusReads / load.orders)],
        [
          'placed to confirmed, p50 / p99',
          `${rounded(percentile(times, 0.5), 0)} / ${rounded(percentile(times, 0.99), 0)} ms`,
        ],
      ],
    )}`,
  );

  const counted = 20;
  const statements = await countStatements(shop, async () => {
    await buyAtOnce([first], products, counted);
    await wait(2_000); // the last order's facts reach everybody
  });
  say('\n## SQL statements per order (one shopper, one order after another, polls of idle services included)\n');
  say(
    table(
      ['service', 'statements'],
      [...statements.byService, ['all', statements.total] as const].map(([name, count]) => [
        name,
        rounded(count / counted),
      ]),
    ),
  );
}

const [empty, firstStart] = await timed(() => startShop({ ...options, fresh: true }));
await empty.stop();
const [shop, warmStart] = await timed(() => startShop(options));
try {
  say(
    table(
      ['start', 'seconds'],
      [
        ['first start, tools in the cache, no data', rounded(firstStart)],
        ['warm start', rounded(warmStart)],
      ],
    ),
  );
  await measure(shop);
} finally {
  await shop.stop();
}
process.exit(0);

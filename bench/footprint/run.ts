/**
 * `npm run bench -- footprint`: what an order and a read use of each process and store, on a dedicated shop: the figures of
 * `npm run capacity`. `--keep` writes them to bench/results/footprint.json. `-- --orders N --reads N --shoppers N --warm N`.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { wholeNumber } from '../../local/cli/argument-values.ts';
import { noRateLimits } from '../../local/shop/rate-limits.ts';
import { startShop } from '../../local/shop/start-shop.ts';
import { silentProgress } from '../../local/supervisor/progress.ts';
import { dataFolder } from '../../local/toolchain/cache-folder.ts';
import { thisRevision } from '../../local/toolchain/check-out.ts';
import { benchArguments, benchCommandLine, fromUser } from '../bench-command-line.ts';
import { measureFlows } from '../measure-events.ts';
import { memoryOf, processesOf } from '../process-cost.ts';
import { createReport } from '../report.ts';
import { runPurchases } from '../run-purchases.ts';
import { createShopperPool } from '../shopper-pool.ts';
import { countStatements } from '../statements.ts';
import { rounded, table } from '../tables.ts';
import { createCounters } from './counters.ts';
import { type Footprint, footprintFile } from './footprint.ts';
import { measureRise, perSecond, perUnit } from './measure-use.ts';
import { runReads } from './run-reads.ts';

const given = benchCommandLine('footprint', [
  ['', 'prints the figures'],
  ['--keep', 'also keeps them for npm run capacity, to be committed'],
])
  .option('--orders <n>', 'number of orders', wholeNumber(16), 1_600)
  .option('--reads <n>', 'number of reads', wholeNumber(16), 16_000)
  .option('--shoppers <n>', 'number of concurrent shoppers', wholeNumber(1, 250), 16)
  .option('--warm <n>', 'number of orders before', wholeNumber(0), 800)
  .option('--idle <n>', 'seconds for which the idle shop is measured', wholeNumber(5), 20)
  .option('--events <n>', 'number of events through one partition', wholeNumber(100), 5_000)
  .option('--port-offset <n>', 'offset of all ports', wholeNumber(0), 20_000)
  .option('--keep', 'keep the figures in bench/results/footprint.json', false)
  .parse(benchArguments(), fromUser)
  .opts();

const shop = await startShop({
  portOffset: given.portOffset,
  dataDir: dataFolder('bench-footprint'),
  fresh: true,
  progress: silentProgress,
  limits: noRateLimits,
});
try {
  const footprint = await measure();
  const report = createReport(`Footprint at ${footprint.revision}`, (text) => console.log(text));
  const { counters, memory, connections, eventsPerSecond } = footprint;
  const rows = Object.entries(counters).map(([name, { idlePerSecond, perOrder, perRead }]) => [
    name,
    ...[perOrder, perRead, idlePerSecond].map((value) => rounded(value, 3)),
  ]);
  report.section('Use', table(['counter', 'per order', 'per read', 'idle, per second'], rows));
  const others = Object.entries({ 'memory, MiB': memory, connections, 'events/s': eventsPerSecond });
  for (const [title, values] of others)
    report.section(
      title,
      table(
        ['of', 'value'],
        Object.entries(values).map(([name, value]) => [name, rounded(value)]),
      ),
    );
  if (given.keep) {
    writeFileSync(footprintFile, `${JSON.stringify(footprint, null, 2)}\n`);
    console.log(`figures kept in ${footprintFile}`);
  }
} finally {
  await shop.stop();
}
process.exit(0);

async function measure(): Promise<Footprint> {
  const pool = await createShopperPool(shop.url, given.shoppers);
  const each = (number: number) => Math.ceil(number / given.shoppers);
  const [orders, reads] = [each(given.orders) * given.shoppers, each(given.reads) * given.shoppers];
  const counters = await createCounters(shop);
  try {
    await runPurchases(pool, each(given.warm));
    await runReads(pool, each(given.reads / 10));
    await wait(given.idle * 1_000);
    const idle = await measureRise(counters, () => wait(given.idle * 1_000));
    const load = { ordersPerSecond: 0, ownCpu: 0, readsPerSecond: 0 };
    let connections = new Map<string, number>();
    const ordering = await measureRise(counters, async () => {
      const { seconds, ownCpu } = await runPurchases(pool, each(given.orders));
      connections = new Map(await counters.connections());
      Object.assign(load, { ordersPerSecond: orders / seconds, ownCpu });
    });
    const reading = await measureRise(counters, async () => {
      load.readsPerSecond = await runReads(pool, each(given.reads));
    });
    const names = [...ordering.counts.keys()];
    const memory = memoryOf(processesOf(shop));
    const statements = await statementsPerOrder(() => runPurchases(pool, each(given.orders / 10)));
    const uses = names.map((name) => [
      name,
      {
        idlePerSecond: perSecond(idle, name),
        perOrder: perUnit(ordering, idle, name, orders),
        perRead: perUnit(reading, idle, name, reads),
      },
    ]);
    return {
      revision: await thisRevision(),
      measuredAt: new Date().toISOString(),
      machine: { cores: availableParallelism(), node: process.version },
      ...{ orders, reads, shoppers: given.shoppers },
      ...load,
      counters: { ...Object.fromEntries(uses), ...statements },
      memory: Object.fromEntries(memory),
      connections: Object.fromEntries(connections),
      eventsPerSecond: Object.fromEntries(await measureFlows(shop, given.events)),
    };
  } finally {
    await counters.close();
  }
}

/** Counted in a run of its own: the server logs statements meanwhile, which costs CPU. */
async function statementsPerOrder(buy: () => Promise<{ orders: number; seconds: number }>) {
  const idle = await countStatements(shop, () => wait(given.idle * 1_000));
  let load = { orders: 1, seconds: 0 };
  const counted = await countStatements(shop, async () => {
    load = await buy();
  });
  // Readiness probes have a name of their own.
  counted.delete('probe');
  const uses = [...counted].map(([name, count]) => {
    const idlePerSecond = (idle.get(name) ?? 0) / given.idle;
    const perOrder = Math.max(0, count - idlePerSecond * load.seconds) / load.orders;
    return [`statements.${name}`, { idlePerSecond, perOrder, perRead: 0 }];
  });
  return Object.fromEntries(uses);
}

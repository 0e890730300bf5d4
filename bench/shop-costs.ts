/**
 * `npm run bench -- shop`: costs of the shop on this machine, on a dedicated shop (own data, ports moved by 20,000). Compare
 * figures within one run only; runs on a busy machine differ. `-- --orders N --shoppers N --events N --report FILE`.
 */
import { wholeNumber } from '../local/cli/argument-values.ts';
import { noRateLimits } from '../local/shop/rate-limits.ts';
import { startShop } from '../local/shop/start-shop.ts';
import { silentProgress } from '../local/supervisor/progress.ts';
import { dataFolder } from '../local/toolchain/cache-folder.ts';
import { benchArguments, benchCommandLine, fromUser, reportFile } from './bench-command-line.ts';
import { measureEvents } from './measure-events.ts';
import { measureIdle } from './measure-idle.ts';
import { measureHalfLoad, measureOrders, measureStatements } from './measure-orders.ts';
import { createReport } from './report.ts';
import { createShopperPool } from './shopper-pool.ts';
import { rounded, table } from './tables.ts';

const given = benchCommandLine('shop', [
  ['', 'everything'],
  ['--orders 2000 --shoppers 16', 'a longer run'],
])
  .option('--orders <n>', 'number of orders', wholeNumber(1), 800)
  .option('--shoppers <n>', 'number of concurrent shoppers', wholeNumber(1), 16)
  .option('--events <n>', 'number of events', wholeNumber(1), 5_000)
  .option('--report <file>', 'path of the report', reportFile())
  .parse(benchArguments(), fromUser)
  .opts();
const { shoppers } = given;
const orders = Math.max(shoppers, given.orders);
const options = { portOffset: 20_000, dataDir: dataFolder('bench'), progress: silentProgress, limits: noRateLimits };

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

const report = createReport('Costs of a shop', (text) => console.log(text));
const firstStart = await seconds(async () => (await startShop({ ...options, fresh: true })).stop());
const began = performance.now();
const shop = await startShop(options);
try {
  report.section(
    'Start',
    table(
      ['start', 'seconds'],
      [
        ['first start and stop, tools in the cache, no data', rounded(firstStart)],
        ['warm start', rounded((performance.now() - began) / 1_000)],
      ],
    ),
  );
  await measureIdle(shop, report);
  const pool = await createShopperPool(shop.url, shoppers);
  const atFull = await measureOrders(shop, pool, orders, report);
  await measureHalfLoad(shop, pool, atFull / 2, orders / 2, report);
  await measureStatements(shop, pool, report);
  await measureEvents(shop, given.events, report);
} finally {
  await shop.stop();
}
report.write(given.report);
console.log(`report written to ${given.report}`);
process.exit(0);

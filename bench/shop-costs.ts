/**
 * `npm run bench -- shop`: what the shop costs on this machine, on a shop of its own (own data, ports moved by 20,000). Figures of
 * one run belong together; two runs on a busy machine differ. `-- --orders N --shoppers N --events N --report FILE`.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { noLimits } from '../local/shop/limits.ts';
import { startShop } from '../local/shop/start-shop.ts';
import { quietProgress } from '../local/supervisor/progress.ts';
import { dataFolder } from '../local/toolchain/folders.ts';
import { gatherCrowd } from './crowd.ts';
import { measureEvents } from './measure-events.ts';
import { measureHalfLoad, measureOrders, measureStatements } from './measure-orders.ts';
import { measureRest } from './measure-rest.ts';
import { createReport } from './report.ts';
import { rounded, table } from './tables.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    orders: { type: 'string', default: '800' },
    shoppers: { type: 'string', default: '16' },
    events: { type: 'string', default: '5000' },
    report: { type: 'string', default: join(dataFolder('bench-reports'), `${new Date().toISOString()}.md`) },
  },
});
const shoppers = Number(values.shoppers);
const orders = Math.max(shoppers, Number(values.orders));
const options = { portOffset: 20_000, dataDir: dataFolder('bench'), progress: quietProgress, limits: noLimits };

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

const report = createReport('What a shop costs', (text) => console.log(text));
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
  await measureRest(shop, report);
  const crowd = await gatherCrowd(shop.url, shoppers);
  const atFull = await measureOrders(shop, crowd, orders, report);
  await measureHalfLoad(shop, crowd, atFull / 2, orders / 2, report);
  await measureStatements(shop, crowd, report);
  await measureEvents(shop, Number(values.events), report);
} finally {
  await shop.stop();
}
report.write(values.report);
console.log(`written to ${values.report}`);
process.exit(0);

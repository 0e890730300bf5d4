/**
 * `npm run bench -- growth`: what each request that reads costs in a large shop. Fills a shop of its own (kept in the data folder
 * `bench-growth`, filled once) and sends every request of read-requests.ts, and the last pages of lists. Exit code 1 when one costs
 * more CPU than allowed.
 */

import { fillShop } from '../e2e/seed/fill-shop.ts';
import { wholeNumber } from '../local/cli/argument-values.ts';
import { noRateLimits } from '../local/shop/rate-limits.ts';
import { startShop } from '../local/shop/start-shop.ts';
import { silentProgress } from '../local/supervisor/progress.ts';
import { dataFolder } from '../local/toolchain/cache-folder.ts';
import { allowance } from './allowance.ts';
import { benchArguments, benchCommandLine, fromUser } from './bench-command-line.ts';
import { createGrowthClient, type Measured } from './growth-requests.ts';
import { table } from './tables.ts';

const options = benchCommandLine('growth', [
  ['', '20,000 products, 50,000 orders'],
  ['--products 100000 --orders 1000000', 'as large as shops get'],
])
  .option('--products <n>', 'number of products', wholeNumber(100), 20_000)
  .option('--orders <n>', 'number of orders', wholeNumber(100), 50_000)
  .option('--limit <ms>', 'CPU-ms that a request may cost', wholeNumber(1), 10)
  .option('--requests <n>', 'how often each request is sent', wholeNumber(5), 20)
  .option('--port-offset <n>', 'offset of all ports', wholeNumber(0), 20_000)
  .parse(benchArguments(), fromUser)
  .opts();

const where = { portOffset: options.portOffset, dataDir: dataFolder('bench-growth') };
const shop = await startShop({
  ...where,
  progress: silentProgress,
  limits: noRateLimits,
  // Every request reaches its service, as if it were the first of its kind.
  settings: { gateway: { CATALOGUE_FRESH_SECONDS: '0' } },
});
let slow: Measured[] = [];
try {
  const client = await createGrowthClient(shop, options.requests);
  const missing = {
    products: Math.max(0, options.products - (await client.countProducts())),
    orders: (await client.hasOrders()) ? 0 : options.orders,
  };
  await fillShop(where, missing, (what, done, of) => {
    if (done % 50_000 === 0 || done === of) console.log(`${done} of ${of} ${what}`);
  });
  const measured = await client.measure();
  const byCost = measured.toSorted((a, b) => b.cpu - a.cpu);
  console.log(`${measured.length} requests in a shop with ${await client.countProducts()} products, CPU-ms each:`);
  console.log(
    table(
      ['request', 'CPU-ms', 'services', 'lines', 'of which'],
      byCost.map(({ path, status, cpu, services, lines = '', parts }) => [
        `${path}${status === 200 ? '' : ` (${status})`}`,
        cpu.toFixed(1),
        services,
        lines,
        parts,
      ]),
    ),
  );
  const above = byCost.filter(({ cpu }) => cpu > options.limit);
  console.log(`${above.length} requests cost more than ${options.limit} CPU-ms`);
  slow = above.filter((one) => one.cpu > allowance(one, options.limit));
} finally {
  await shop.stop();
}
for (const one of slow) console.error(`${one.path} may cost ${allowance(one, options.limit)} CPU-ms`);
process.exit(slow.length > 0 ? 1 : 0);

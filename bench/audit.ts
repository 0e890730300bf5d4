/**
 * `npm run bench -- audit`: a shop with many events: the timeline of an order, the rebuild of all summaries, the verification of all
 * hash chains. The events are copies of those of one real purchase, with hashes of their own. `-- --events N --report FILE`.
 */
import { getAnyTimeline } from '@mambogo/contracts/api/admin-orders.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { rebuildSummaries } from '@mambogo/order/src/store/rebuild-summaries.ts';
import { verifyShop } from '../e2e/audit/verify-shop.ts';
import { withDatabases } from '../e2e/invariants/stores.ts';
import { logInMerchant } from '../e2e/shopper/merchant.ts';
import { signUpShopper } from '../e2e/shopper/shopper.ts';
import { waitUntil } from '../e2e/shopper/wait-until.ts';
import { wholeNumber } from '../local/cli/argument-values.ts';
import { noRateLimits } from '../local/shop/rate-limits.ts';
import { startShop } from '../local/shop/start-shop.ts';
import { silentProgress } from '../local/supervisor/progress.ts';
import { dataFolder } from '../local/toolchain/cache-folder.ts';
import { benchArguments, benchCommandLine, fromUser, reportFile } from './bench-command-line.ts';
import { copyPurchase } from './copy-purchase.ts';
import { createReport } from './report.ts';
import { rounded, table } from './tables.ts';

const { events, report: file } = benchCommandLine('audit', [
  ['', '200,000 events'],
  ['--events 20000', 'a shorter run'],
])
  .option('--events <n>', 'number of events in the logs of all services', wholeNumber(100), 200_000)
  .option('--report <file>', 'path of the report', reportFile('audit-'))
  .parse(benchArguments(), fromUser)
  .opts();

const timelines = 200;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const report = createReport('Audit', (text) => console.log(text));
const shop = await startShop({
  ...{ portOffset: 20_000, dataDir: dataFolder('bench'), progress: silentProgress, limits: noRateLimits, fresh: true },
});
try {
  const merchant = await logInMerchant(shop.url);
  const shopper = await signUpShopper(shop.url);
  const product = await merchant.offer(10);
  const cart = await shopper.addToCart(product.id, 1);
  const { id } = await shopper.placeOrder({ token: 'tok_ok', cart });
  await waitUntil(
    'stock is committed',
    async () => (await merchant.orders.timeline(id)).some(({ type }) => type === 'order.stock-committed'),
    60_000,
  );
  const copied = await withDatabases(shop, (open) => copyPurchase(open, id as OrderId, events));
  const rebuilding = await withDatabases(shop, async (open) => {
    const database = await open('order');
    await rebuildSummaries(database);
    return milliseconds(() => rebuildSummaries(database));
  });
  await waitUntil(
    'all chains are anchored',
    async () => (await verifyShop(shop)).every(({ waiting }) => waiting === 0),
    120_000,
  );
  let verified = 0;
  const verifying = await milliseconds(async () => {
    for (const { entries, broken } of await verifyShop(shop)) {
      verified += entries;
      if (broken.length > 0) throw new Error(JSON.stringify(broken[0]));
    }
  });
  const times: number[] = [];
  for (let n = 0; n < timelines; n += 1) {
    const params = { id: copied[Math.floor((n * copied.length) / timelines)] ?? id };
    times.push(await milliseconds(() => merchant.shopper.api.call(getAnyTimeline, { params })));
  }
  times.sort((a, b) => a - b);
  report.section(
    `A shop with ${verified} events of ${copied.length + 1} orders`,
    table(
      ['measured', 'target', 'result'],
      [
        ['timeline of an order through the gateway, p50', '50 ms', `${rounded(times[timelines / 2] ?? 0)} ms`],
        ['the same, p99', '', `${rounded(times[Math.floor(timelines * 0.99)] ?? 0)} ms`],
        ['rebuild of all summaries', '60 s', `${rounded(rebuilding / 1_000)} s`],
        ['audit:verify of all services, with anchors', '60 s', `${rounded(verifying / 1_000)} s`],
      ],
    ),
  );
} finally {
  await shop.stop();
}
report.write(file);
console.log(`report written to ${file}`);
process.exit(0);

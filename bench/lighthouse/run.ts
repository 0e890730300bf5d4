/**
 * `npm run bench -- lighthouse`: how Lighthouse judges the first page, a product and the cart, as on a phone: the median of
 * five runs each, on a shop of its own (own data, ports moved by 20,000). `--runs N --url URL --report FILE`.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startShop } from '../../local/shop/start-shop.ts';
import { quietProgress } from '../../local/supervisor/progress.ts';
import { prepareChromium } from '../../local/testing/prepare-chromium.ts';
import { dataFolder } from '../../local/toolchain/folders.ts';
import { createReport } from '../report.ts';
import { table } from '../tables.ts';
import { type Judgement, judge, medianOf } from './judge.ts';
import { openCart } from './open-cart.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    /** A shop that runs already. */
    url: { type: 'string' },
    report: { type: 'string', default: join(dataFolder('bench-reports'), `lighthouse-${new Date().toISOString()}.md`) },
  },
});
const runs = Math.max(1, Number(values.runs) || 1);

await prepareChromium(dataFolder('bench-reports'), quietProgress);
const shop = values.url
  ? undefined
  : await startShop({ portOffset: 20_000, dataDir: dataFolder('bench'), progress: quietProgress });
const report = createReport(`Lighthouse on a phone, the median of ${runs}`, (text) => console.log(text));
try {
  const { browser, paths } = await openCart(values.url ?? shop?.url ?? '');
  try {
    const rows: (string | number)[][] = [];
    const missed: string[] = [];
    for (const [name, url] of Object.entries(paths)) {
      const judgements: Judgement[] = [];
      for (let run = 1; run <= runs; run += 1) judgements.push(await judge(url, browser));
      const { performance, accessibility, practices, paint, blocked, shift } = medianOf(judgements);
      rows.push([
        name,
        performance,
        accessibility,
        practices,
        Math.round(paint),
        Math.round(blocked),
        shift.toFixed(3),
      ]);
      missed.push(...new Set(judgements.flatMap(({ missed }) => missed.map((audit) => `- ${name}: ${audit}`))));
    }
    const head = ['page', 'performance', 'accessibility', 'best practices', 'LCP, ms', 'blocked, ms', 'layout shift'];
    report.section('Scores', table(head, rows));
    if (missed.length > 0) report.section('What cost points', missed.join('\n'));
  } finally {
    await browser.stop();
  }
} finally {
  await shop?.stop();
}
report.write(values.report);
console.log(`written to ${values.report}`);
process.exit(0);

/**
 * `npm run bench -- lighthouse`: Lighthouse scores of the home page, a category, a product and the cart (which search engines are
 * asked to leave alone, and which therefore misses one audit), on a simulated phone: the median
 * of five runs each, on a dedicated shop (own data, ports moved by 20,000). `--runs N --url URL --report FILE`.
 */
import { webOrigin, wholeNumber } from '../../local/cli/argument-values.ts';
import { startShop } from '../../local/shop/start-shop.ts';
import { silentProgress } from '../../local/supervisor/progress.ts';
import { prepareChromium } from '../../local/test-runner/prepare-chromium.ts';
import { dataFolder } from '../../local/toolchain/cache-folder.ts';
import { benchArguments, benchCommandLine, fromUser, reportFile } from '../bench-command-line.ts';
import { createReport } from '../report.ts';
import { table } from '../tables.ts';
import { openCart } from './open-cart.ts';
import { type LighthouseScores, medianScores, runLighthouse } from './run-lighthouse.ts';

const {
  runs,
  url,
  report: reportTo,
} = benchCommandLine('lighthouse', [
  ['', 'on a dedicated shop'],
  ['--url http://localhost:8080 --runs 3', 'on a running shop'],
])
  .option('--runs <n>', 'runs per page', wholeNumber(1), 5)
  .option('--url <url>', 'a running shop', webOrigin)
  .option('--report <file>', 'path of the report', reportFile('lighthouse-'))
  .parse(benchArguments(), fromUser)
  .opts();

await prepareChromium(dataFolder('bench-reports'), silentProgress);
const shop = url
  ? undefined
  : await startShop({ portOffset: 20_000, dataDir: dataFolder('bench'), progress: silentProgress });
const report = createReport(`Lighthouse on a phone, the median of ${runs}`, (text) => console.log(text));
try {
  const { browser, paths } = await openCart(url ?? shop?.url ?? '');
  try {
    const rows: (string | number)[][] = [];
    const missed: string[] = [];
    for (const [name, url] of Object.entries(paths)) {
      const scores: LighthouseScores[] = [];
      for (let run = 1; run <= runs; run += 1) scores.push(await runLighthouse(url, browser));
      const { performance, accessibility, practices, seo, paint, blocked, shift } = medianScores(scores);
      rows.push([
        name,
        performance,
        accessibility,
        practices,
        seo,
        Math.round(paint),
        Math.round(blocked),
        shift.toFixed(3),
      ]);
      missed.push(...new Set(scores.flatMap(({ missed }) => missed.map((audit) => `- ${name}: ${audit}`))));
    }
    const head = [
      'page',
      'performance',
      'accessibility',
      'best practices',
      'SEO',
      'LCP, ms',
      'blocked, ms',
      'layout shift',
    ];
    report.section('Scores', table(head, rows));
    if (missed.length > 0) report.section('Failed audits', missed.join('\n'));
  } finally {
    await browser.stop();
  }
} finally {
  await shop?.stop();
}
report.write(reportTo);
console.log(`report written to ${reportTo}`);
process.exit(0);

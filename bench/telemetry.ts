/**
 * `npm run bench -- telemetry`: what traces and metrics cost an order. Two warmed shops of this checkout take turns: one without
 * telemetry, one with `--observe` at the default sampling, scraped every 15 s. Prometheus and Zipkin are not counted: they are not
 * part of a shop. So both shops sell at a rate at which the machine is not busy: at full speed the observers take processor time and
 * caches from the shop that has them, and an order costs more because fewer share what is done per second.
 * Exit code 1 when the median of the ratios is above 1.05.
 */
import { traceSettings } from '@mambogo/service/telemetry/export-spans.ts';
import { positiveNumber, wholeNumber } from '../local/cli/argument-values.ts';
import { thisCheckout } from '../local/toolchain/check-out.ts';
import { benchArguments, benchCommandLine, fromUser, reportFile } from './bench-command-line.ts';
import { alternate, takeTurn, warmInTurns } from './compare/alternate.ts';
import { compareProcesses, compareTurns, figureTable } from './compare/comparison.ts';
import { type Contestant, startContestant } from './compare/contestant.ts';
import { createReport } from './report.ts';
import { rounded, sum } from './tables.ts';

const allowedRatio = 1.05;
const observers = ['prometheus', 'zipkin', 'registry'];
const sampleRatio = String(traceSettings.TRACES_SAMPLE_RATIO.parse(undefined));

const {
  rounds,
  orders,
  warm,
  shoppers,
  perSecond,
  report: file,
} = benchCommandLine('telemetry', [
  ['', '8 rounds'],
  ['--rounds 3 --warm 300', 'a shorter run'],
])
  .option('--rounds <n>', 'number of rounds', wholeNumber(1), 8)
  .option('--orders <n>', 'number of orders of each shop in a round', wholeNumber(1), 160)
  .option('--warm <n>', 'number of orders of each shop before the first round', wholeNumber(0), 800)
  .option('--shoppers <n>', 'number of concurrent shoppers', wholeNumber(1, 250), 8)
  .option('--per-second <n>', 'orders per second of a shop in its turn', positiveNumber, 8)
  .option('--report <file>', 'path of the report', reportFile('telemetry-'))
  .parse(benchArguments(), fromUser)
  .opts();

const names = ['without', 'with'] as const;
const report = createReport(`Telemetry at sampling ${sampleRatio}`, (text) => console.log(text));
const started: Contestant[] = [];
try {
  const sides = [
    { name: names[0], portOffset: 20_000 },
    { name: names[1], portOffset: 23_000, args: ['--observe'], env: { TRACES_SAMPLE_RATIO: sampleRatio } },
  ];
  for (const side of sides) {
    const contestant = await startContestant({ ...side, checkout: thisCheckout, shoppers });
    started.push(withoutObservers(contestant));
  }
  await warmInTurns(started, warm);
  const [off, on] = started;
  if (!off || !on) throw new Error('two shops were to be started');
  const turns = await alternate(off, on, {
    rounds,
    takeTurn: (contestant) => takeTurn(contestant, orders, perSecond),
    onTurn: (round, { name }, { cpu }) =>
      console.log(`… round ${round}, ${name}: ${rounded(sum(cpu))} CPU-ms an order`),
  });
  const figures = compareTurns(turns);
  report.section(
    `${rounds} rounds of ${orders} orders, ${perSecond} a second: medians`,
    figureTable(names, figures),
    figureTable(names, compareProcesses(turns)),
  );
  report.write(file);
  console.log(`report written to ${file}`);
  const ratio = figures[0]?.ratio ?? Number.NaN;
  process.exitCode = ratio <= allowedRatio ? 0 : 1;
  if (process.exitCode)
    console.error(`telemetry makes an order cost ${rounded(ratio, 3)} times; at most ${allowedRatio}`);
} finally {
  await Promise.all(started.map((contestant) => contestant.stop()));
}
process.exit();

function withoutObservers(contestant: Contestant): Contestant {
  const cpu = () => new Map([...contestant.cpu()].filter(([name]) => !observers.includes(name)));
  return { ...contestant, cpu };
}

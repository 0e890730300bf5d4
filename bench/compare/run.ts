/**
 * `npm run bench -- --against REV`: this checkout beside another revision, each with a warmed shop of its own, which take turns. Exit
 * code 1 when an order costs more than 5 % more CPU than there. `-- --rounds N --orders N --warm N --shoppers N --keep`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wholeNumber } from '../../local/cli/argument-values.ts';
import { makeFolder } from '../../local/cli/make-folder.ts';
import { checkOut, thisCheckout, thisRevision } from '../../local/toolchain/check-out.ts';
import { benchArguments, benchCommandLine, fromUser, reportFile } from '../bench-command-line.ts';
import { createReport } from '../report.ts';
import { rounded, sum } from '../tables.ts';
import { alternate, takeTurn, warmInTurns } from './alternate.ts';
import { compareProcesses, compareTurns, figureTable } from './comparison.ts';
import { type Contestant, startContestant } from './contestant.ts';

const allowedRatio = 1.05;

const line = benchCommandLine('compare', [
  ['--against HEAD~1', 'beside the commit before'],
  ['--against v1.0.0 --rounds 3 --warm 300', 'a shorter run'],
])
  .option('--against <revision>', 'commit, branch or tag to compare with; required')
  .option('--rounds <n>', 'number of rounds', wholeNumber(1), 6)
  .option('--orders <n>', 'number of orders of each shop in a round', wholeNumber(1), 320)
  .option('--warm <n>', 'number of orders of each shop before the first round', wholeNumber(0), 1_500)
  .option('--shoppers <n>', 'number of concurrent shoppers', wholeNumber(1, 250), 16)
  .option('--report <file>', 'path of the report', reportFile('compare-'))
  .option('--keep', 'also keep the figures in bench/results, to be committed', false)
  .parse(benchArguments(), fromUser);
const given = line.opts();

// Not `requiredOption`, which would be reported before a misspelt option.
const against = given.against ?? line.error("error: required option '--against <revision>' not specified");
const { commit, folder } = await checkOut(against);
const names = [commit, await thisRevision()] as const;
const report = createReport(`${names[1]} compared with ${names[0]}`, (text) => console.log(text));
const started: Contestant[] = [];
try {
  const sides = [
    { name: 'before', checkout: folder, portOffset: 20_000 },
    { name: 'after', checkout: thisCheckout, portOffset: 23_000 },
  ];
  for (const side of sides) {
    console.log(`… ${side.name}: ${side.checkout === folder ? names[0] : names[1]} starts`);
    started.push(await startContestant({ ...side, shoppers: given.shoppers }));
  }
  console.log(`… warming each with ${given.warm} orders`);
  await warmInTurns(started, given.warm);
  const [before, after] = started;
  if (!before || !after) throw new Error('two shops were to be started');
  const rounds = await alternate(before, after, {
    rounds: given.rounds,
    takeTurn: (contestant) => takeTurn(contestant, given.orders),
    onTurn: (round, { name }, { cpu, ordersPerSecond }) =>
      console.log(
        `… round ${round} of ${given.rounds}, ${name}: ${rounded(sum(cpu))} CPU-ms an order, ${rounded(ordersPerSecond)} orders/s`,
      ),
  });
  const figures = compareTurns(rounds);
  const processes = compareProcesses(rounds);
  report.section(
    `${given.rounds} rounds of ${given.orders} orders, ${given.shoppers} shoppers at once: medians`,
    figureTable(names, figures),
    figureTable(names, processes),
  );
  report.write(given.report);
  console.log(`report written to ${given.report}`);
  if (given.keep) {
    const results = join(import.meta.dirname, '../results');
    makeFolder(results);
    const file = join(results, `${names[1]}-against-${names[0]}.json`);
    const { rounds: turns, orders, shoppers } = given;
    writeFileSync(
      file,
      `${JSON.stringify({ before: names[0], after: names[1], rounds: turns, orders, shoppers, figures, processes }, null, 2)}\n`,
    );
    console.log(`figures kept in ${file}`);
  }
  const ratio = figures[0]?.ratio ?? Number.NaN;
  process.exitCode = ratio <= allowedRatio ? 0 : 1;
  if (process.exitCode)
    console.error(`an order costs ${rounded(ratio, 2)} times the CPU it cost; at most ${allowedRatio}`);
} finally {
  await Promise.all(started.map((contestant) => contestant.stop()));
}
process.exit();

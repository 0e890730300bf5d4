/**
 * `npm run mutants`: mutates the deciders, stores, relay, inbox and charging, and checks whether the fastest tests and the
 * simulator notice. The score of each file and the survivors are printed, and written to mutants-report.md. Exit codes: 0, 1
 * the score is below --at-least, 64 invalid options.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { wholeNumber } from '@mambogo/local/cli/argument-values.ts';
import { commandLine, Option } from '@mambogo/local/cli/command-line.ts';
import { checkUnchanged, findCandidates } from './candidates.ts';
import { classifyMutants } from './classify-mutants.ts';
import { report, score } from './report.ts';
import { targets } from './targets.ts';

const options = commandLine('mutants', {
  purpose:
    'Mutation testing: changes one thing after the other in deciders, stores, relay and charging, and reports which changes no test notices.',
  examples: [
    ['', 'all mutants; takes hours'],
    ['--file decide --every 10', 'every tenth mutant of files with "decide" in their path'],
  ],
  notes: `The score and the survivors are printed, and written to mutants-report.md. Exit code 1: the score is below --at-least.
The stores need TEST_POSTGRES_URL and TEST_MYSQL_URL: superusers of servers on which tests may make databases.`,
})
  .addOption(new Option('--target <names...>', 'only these targets').choices(targets.map(({ name }) => name)))
  .option('--file <text>', 'only files whose path contains this', '')
  .option('--every <n>', 'only every nth mutant', wholeNumber(1), 1)
  .option('--runs <n>', 'number of schedules of the long check', wholeNumber(0), 1_000)
  .option('--lanes <n>', 'number of mutants in parallel', wholeNumber(1), availableParallelism())
  .option('--at-least <percent>', 'minimum percentage of killed mutants', wholeNumber(0, 100), 0)
  .parse()
  .opts();

const reportFile = 'mutants-report.md';

process.exitCode = await main();

async function main(): Promise<number> {
  const chosen = targets
    .filter(({ name }) => !options.target || options.target.includes(name))
    .filter(({ stores, name }) => !stores || hasDatabases() || leaveOut(name));
  const candidates = (await findCandidates(chosen))
    .filter(({ mutant: { file } }) => file.includes(options.file))
    .filter((_, i) => i % options.every === 0);
  console.log(`${candidates.length} mutants of ${chosen.map(({ name }) => name).join(', ')}`);
  await checkUnchanged(chosen, candidates);
  let done = 0;
  const results = await classifyMutants(candidates, {
    lanes: options.lanes,
    runs: [150, options.runs],
    seed: 20_261,
    onJudged({ file, line, operator, replacement, verdict, by }) {
      done += 1;
      const words = verdict === 'killed' ? `killed by ${by}` : verdict;
      console.log(`${done} ${file}:${line} ${operator} -> ${replacement.split('\n')[0]}: ${words}`);
    },
  });
  const text = report(results);
  writeFileSync(reportFile, text);
  console.log(`\n${text}\nWritten to ${reportFile}.`);
  const noticed = results.filter(({ verdict }) => verdict !== 'survived').length;
  return Number(score(noticed, results.length)) >= options.atLeast ? 0 : 1;
}

function hasDatabases(): boolean {
  return Boolean(process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL);
}

function leaveOut(name: string): false {
  console.log(`skipped: ${name} (TEST_POSTGRES_URL and TEST_MYSQL_URL are not set)`);
  return false;
}

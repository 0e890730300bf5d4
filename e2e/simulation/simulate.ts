/**
 * `npm run simulate`: runs any number of schedules of the whole saga, or replays one of them step by step.
 * Exit codes: 0 all passed, 1 one failed (it is printed and saved in a file), 64 invalid options.
 */
import { writeFileSync } from 'node:fs';
import { wholeNumber } from '@mambogo/local/cli/argument-values.ts';
import { commandLine, Option } from '@mambogo/local/cli/command-line.ts';
import { readInputFile } from '@mambogo/local/cli/input-file.ts';
import { StartError } from '@mambogo/local/supervisor/start-error.ts';
import { z } from 'zod';
import { mutants } from './mutants/mutants.ts';
import { allPairs } from './pairs/tables.ts';
import { simulateReal } from './real/simulate-real.ts';
import { rules } from './rules.ts';
import { runSchedule } from './run-schedule.ts';
import type { Choice } from './script.ts';
import { pairsReached, searchInParallel, sharesOf } from './search-in-parallel.ts';

const line = commandLine('simulate', {
  purpose:
    'Simulates schedules of the whole saga with every kind of fault; the shortest failing one is printed and saved.',
  examples: [
    ['', '100,000 schedules'],
    ['--replay failing-schedule.json', 'replays one schedule, printed step by step'],
    ['--mutants', 'deliberate faults: each must be found'],
    ['--real --runs 20', 'the services themselves on real stores'],
  ],
  notes: `Exit codes: 0 all passed, 1 one failed.
--real needs TEST_POSTGRES_URL and TEST_MYSQL_URL: superusers of servers on which tests may make databases.`,
})
  .option('--runs <n>', 'number of schedules; default 100000, with --real 100', wholeNumber(1))
  .option('--seed <n>', 'seed of the schedules; default by the time of day', wholeNumber(0, 2_000_000_000))
  .option('--replay <file>', 'replays one schedule, printed step by step')
  .option('--mutants', 'searches for every deliberate fault instead: each must be found', false)
  .option('--pairs', "prints in how many schedules each pair of the deciders' tables was reached", false)
  .addOption(new Option('--mutant <name>', 'with --replay: uses this fault').choices(Object.keys(mutants)))
  .option('--real', 'the services themselves on real stores, from seed on', false)
  .option('--trace', 'with --real: prints every step', false)
  .parse();

const Script = z.array(z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)]));
const savedScripts = 'failing-schedule.json';

const args = line.opts();
const options = {
  ...args,
  runs: args.runs ?? (args.real ? 100 : 100_000),
  seed: args.seed ?? Date.now() % 1_000_000_000,
};
process.exitCode = options.real
  ? await simulateReal(options)
  : options.replay
    ? replay(options.replay, options.mutant)
    : options.mutants
      ? await findMutants(options.runs, options.seed)
      : await simulate(options.runs, options.seed, options.pairs);

async function simulate(runs: number, seed: number, table: boolean): Promise<number> {
  const began = performance.now();
  let done = 0;
  const results = await searchInParallel(sharesOf(runs, seed), (share) => {
    done += share.runs;
    console.log(`${String(done).padStart(9)} of ${runs} schedules`);
  });
  const failing = results.find(({ found }) => found !== null);
  if (failing?.found) return printFound(failing.found);
  if (table) printCoverage(pairsReached(results));
  const seconds = (performance.now() - began) / 1_000;
  console.log(`✓ ${runs} schedules passed, seed ${seed}, ${Math.round(runs / seconds)} a second`);
  return 0;
}

async function findMutants(runs: number, seed: number): Promise<number> {
  const shares = Object.keys(mutants).map((mutant) => ({ mutant, runs, seed }));
  const results = await searchInParallel(shares, ({ mutant }, { found }) =>
    console.log(`${found ? '✓' : '✗ NOT FOUND:'} ${mutant}`),
  );
  const missed = results.filter(({ found }) => !found).length;
  console.log(`${results.length - missed} of ${results.length} deliberate faults are found`);
  return missed === 0 ? 0 : 1;
}

function printCoverage(reached: ReadonlyMap<string, number>): void {
  for (const name of allPairs) console.log(`${String(reached.get(name) ?? 0).padStart(9)}  ${name}`);
  for (const name of reached.keys()) if (!allPairs.includes(name)) console.log(`not in a table: ${name}`);
}

function printFound(script: readonly Choice[]): number {
  writeFileSync(savedScripts, JSON.stringify(script));
  printTrace(script);
  console.log(`\nThe schedule was saved in ${savedScripts}: npm run simulate -- --replay ${savedScripts}`);
  return 1;
}

function replay(file: string, mutant: string | undefined): number {
  return printTrace(readScript(file), mutant);
}

function printTrace(script: readonly Choice[], mutant?: string): number {
  const trace: string[] = [];
  const violations = runSchedule((mutant && mutants[mutant]) || rules, script, trace);
  console.log(trace.join('\n'));
  for (const { invariant, details } of violations) console.log(`\n✗ ${invariant}\n  ${details.join('\n  ')}`);
  if (violations.length === 0) console.log('\n✓ every invariant holds');
  return violations.length === 0 ? 0 : 1;
}

function readScript(file: string): Choice[] {
  try {
    return Script.parse(JSON.parse(readInputFile(file)));
  } catch (error) {
    const reason = error instanceof StartError ? error.message : `${file} is not a schedule saved by npm run simulate`;
    return line.error(`error: --replay: ${reason}`);
  }
}

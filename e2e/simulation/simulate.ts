/**
 * `npm run simulate`: any number of schedules of the whole saga, or one of them once more, told step by step.
 * Exit codes: 0 all are sound, 1 one is not (it is printed and kept in a file), 64 the options make no sense.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { mutants } from './mutants/mutants.ts';
import { allPairs } from './pairs/tables.ts';
import { simulateReal } from './real/simulate-real.ts';
import { rules } from './rules.ts';
import { runSchedule } from './run-schedule.ts';
import type { Choice } from './script.ts';
import { pairsReached, searchInParallel, sharesOf } from './search-in-parallel.ts';

const usage = `usage: npm run simulate -- [options]

  --runs N        how many schedules                       (default 100000; with --real 100)
  --seed S        which ones                               (default: the time of day)
  --replay FILE   one schedule again, told step by step
  --mutants       look for every deliberate fault instead: each must be found
  --pairs         print in how many schedules each pair of the deciders' tables was reached
  --mutant NAME   with --replay: with this fault
  --real          the services themselves on real stores, from seed S on: needs TEST_POSTGRES_URL and TEST_MYSQL_URL
  --trace         with --real: print what happens, step by step
  --help`;

const Script = z.array(z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)]));
const kept = 'failing-schedule.json';

const options = readOptions();
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
  if (failing?.found) return tellFound(failing.found);
  if (table) printCoverage(pairsReached(results));
  const seconds = (performance.now() - began) / 1_000;
  console.log(`✓ ${runs} schedules are sound, seed ${seed}, ${Math.round(runs / seconds)} a second`);
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

function tellFound(script: readonly Choice[]): number {
  writeFileSync(kept, JSON.stringify(script));
  tell(script);
  console.log(`\nThe schedule is in ${kept}: npm run simulate -- --replay ${kept}`);
  return 1;
}

function replay(file: string, mutant: string | undefined): number {
  return tell(Script.parse(JSON.parse(readFileSync(file, 'utf8'))), mutant);
}

function tell(script: readonly Choice[], mutant?: string): number {
  const story: string[] = [];
  const violations = runSchedule((mutant && mutants[mutant]) || rules, script, story);
  console.log(story.join('\n'));
  for (const { invariant, details } of violations) console.log(`\n✗ ${invariant}\n  ${details.join('\n  ')}`);
  if (violations.length === 0) console.log('\n✓ every invariant holds');
  return violations.length === 0 ? 0 : 1;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        runs: { type: 'string' },
        seed: { type: 'string' },
        replay: { type: 'string' },
        mutants: { type: 'boolean', default: false },
        pairs: { type: 'boolean', default: false },
        real: { type: 'boolean', default: false },
        trace: { type: 'boolean', default: false },
        mutant: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) leave(0, usage);
    const runs = z.coerce
      .number()
      .int()
      .min(1)
      .parse(values.runs ?? (values.real ? 100 : 100_000));
    const seed = z.coerce
      .number()
      .int()
      .min(0)
      .max(2_000_000_000)
      .parse(values.seed ?? Date.now() % 1_000_000_000);
    if (values.mutant !== undefined && !mutants[values.mutant])
      leave(64, `there is no fault "${values.mutant}"; there are:\n  ${Object.keys(mutants).join('\n  ')}`);
    return { ...values, runs, seed };
  } catch (error) {
    return leave(
      64,
      `${error instanceof z.ZodError ? 'numbers are whole and positive' : (error as Error).message}\n\n${usage}`,
    );
  }
}

function leave(code: number, words: string): never {
  console.log(words);
  process.exit(code);
}

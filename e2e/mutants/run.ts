/**
 * `npm run mutants`: changes one thing after the other in the deciders, stores, relay, inbox and charging, and looks
 * whether the quickest tests and the simulator notice. The score of each file and what survived are printed, and written
 * to mutants-report.md. Exit codes: 0, 1 the score is below what is asked for, 64 the options make no sense.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { checkUnchanged, findCandidates } from './candidates.ts';
import { judge } from './judge.ts';
import { report, score } from './report.ts';
import { targets } from './targets.ts';

const usage = `usage: npm run mutants -- [options]

  --target NAME   only this one, may be given several times: ${targets.map(({ name }) => name).join(', ')}
  --file TEXT     only files whose path has this in it
  --every N       only every Nth mutant                     (default 1)
  --runs N        schedules of the long look                (default 1000)
  --lanes N       how many at once                          (default: as many as there are processors)
  --at-least P    per cent that must be noticed             (default 0)
  --help

The stores need TEST_POSTGRES_URL and TEST_MYSQL_URL: superusers of servers on which tests may make databases.`;

const kept = 'mutants-report.md';
const number = z.coerce.number().min(0);

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  const chosen = targets
    .filter(({ name }) => !options.target || options.target.includes(name))
    .filter(({ stores, name }) => !stores || hasDatabases() || leaveOut(name));
  const candidates = (await findCandidates(chosen))
    .filter(({ mutant: { file } }) => file.includes(options.file))
    .filter((_, i) => i % options.every === 0);
  console.log(`${candidates.length} mutants of ${chosen.map(({ name }) => name).join(', ')}`);
  await checkUnchanged(chosen, candidates);
  let done = 0;
  const judged = await judge(candidates, {
    lanes: options.lanes,
    runs: [150, options.runs],
    seed: 20_261,
    onJudged({ file, line, operator, replacement, verdict, by }) {
      done += 1;
      const words = verdict === 'killed' ? `noticed by ${by}` : verdict;
      console.log(`${done} ${file}:${line} ${operator} -> ${replacement.split('\n')[0]}: ${words}`);
    },
  });
  const text = report(judged);
  writeFileSync(kept, text);
  console.log(`\n${text}\nThis is in ${kept}.`);
  const noticed = judged.filter(({ verdict }) => verdict !== 'survived').length;
  return Number(score(noticed, judged.length)) >= options.atLeast ? 0 : 1;
}

function hasDatabases(): boolean {
  return Boolean(process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL);
}

function leaveOut(name: string): false {
  console.log(`left out: ${name} (TEST_POSTGRES_URL and TEST_MYSQL_URL are not set)`);
  return false;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        target: { type: 'string', multiple: true },
        file: { type: 'string', default: '' },
        every: { type: 'string', default: '1' },
        runs: { type: 'string', default: '1000' },
        lanes: { type: 'string', default: String(availableParallelism()) },
        'at-least': { type: 'string', default: '0' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) leave(0, usage);
    const { every, runs, lanes, 'at-least': atLeast } = values;
    return {
      ...values,
      every: number.int().min(1).parse(every),
      runs: number.int().parse(runs),
      lanes: number.int().min(1).parse(lanes),
      atLeast: number.max(100).parse(atLeast),
    };
  } catch (error) {
    const words = error instanceof z.ZodError ? 'numbers are not negative' : (error as Error).message;
    return leave(64, `${words}\n\n${usage}`);
  }
}

function leave(code: number, words: string): never {
  console.log(words);
  process.exit(code);
}

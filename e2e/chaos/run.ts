/**
 * `npm run chaos`: its own shop, a stream of orders, faults one after another, settling, and the final checks.
 * Exit codes: 0 everything held, 1 something did not (the report says what), 64 invalid options.
 */
import { join, resolve } from 'node:path';
import {
  commaSeparated,
  optionParser,
  portOffset,
  positiveNumber,
  wholeNumber,
} from '@mambogo/local/cli/argument-values.ts';
import { commandLine } from '@mambogo/local/cli/command-line.ts';
import { terminalProgress } from '@mambogo/local/supervisor/progress.ts';
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import { dataFolder, isRoot } from '@mambogo/local/toolchain/cache-folder.ts';
import { asMarkdown, isGood } from './chaos-report.ts';
import { inMountNamespace } from './environment/mount-namespace.ts';
import { allFaults } from './faults/faults.ts';
import { chooseFaults } from './faults/plan.ts';
import { type ChaosOptions, runChaos } from './run-chaos.ts';

const given = commandLine('chaos', {
  purpose:
    'Starts a shop, sends a stream of orders, injects faults one after another, and checks all invariants afterwards.',
  examples: [
    ['', '10 minutes of faults'],
    ['--one-of-each', 'one of each kind of fault'],
    ['--minutes 2 --only kafka,clock', 'only faults of Kafka and of clocks'],
    ['--seed 42', 'repeats the faults and orders of a run'],
  ],
  notes: 'Exit codes: 0 everything held, 1 something did not (the report says what).',
})
  .option('--minutes <n>', 'duration of the faults', positiveNumber, 10)
  .option('--one-of-each', 'one fault of each kind instead', false)
  .option('--seed <n>', 'seed of the faults and orders; default random', wholeNumber())
  .option(
    '--only <words>',
    'only these kinds of faults, or those of these processes, comma-separated',
    optionParser((text) => ({ words: commaSeparated(text), faults: chooseFaults(allFaults, commaSeparated(text)) })),
    { words: [], faults: allFaults },
  )
  .option('--keep', "keeps the stores' data in the folder", false)
  .option(
    '--data <folder>',
    "the shop's data directory: of an earlier run, which is emptied, or a new one",
    dataFolder('chaos'),
  )
  .option('--port-offset <n>', 'added to every port', portOffset, 15_000)
  .option('--list', 'lists all faults', false)
  .parse()
  .opts();

const print = (line: string) => void process.stdout.write(`${line}\n`);
process.exit(await main());

async function main(): Promise<number> {
  if (given.list) {
    print(given.only.faults.map(({ name }) => name).join('\n'));
    return 0;
  }
  const options = readOptions();
  const inNamespace = isRoot ? await inMountNamespace() : undefined;
  if (inNamespace !== undefined) return inNamespace;
  const progress = terminalProgress();
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  try {
    print(`seed ${options.seed}`);
    const report = await runChaos({ ...options, canMount: isRoot, progress, signal: stopping.signal });
    print(`\n${asMarkdown(report)}\nWritten to ${join(options.folder, 'report.md')} and report.json`);
    return isGood(report) ? 0 : 1;
  } catch (error) {
    if (stopping.signal.aborted) progress.print('Aborted; everything is stopped.');
    else if (!progress.hasReported(error)) progress.print(errorLine(error));
    return 1;
  }
}

function readOptions(): Omit<ChaosOptions, 'canMount' | 'progress' | 'signal'> {
  const { oneOfEach, minutes, seed, only, keep, data, portOffset } = given;
  return {
    minutes: oneOfEach ? 'one of each' : minutes,
    seed: seed ?? Math.floor(Math.random() * 1_000_000),
    only: only.words,
    keepData: keep,
    folder: resolve(data),
    portOffset,
  };
}

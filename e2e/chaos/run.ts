/**
 * `npm run chaos`: a shop of its own, a stream of orders, faults one after another, rest, and the books.
 * Exit codes: 0 everything held, 1 something did not (the report says what), 64 the options make no sense.
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
  purpose: 'A shop of its own, a stream of orders, faults one after another, rest, and the books.',
  examples: [
    ['', '10 minutes of faults'],
    ['--one-of-each', 'one of each kind of fault'],
    ['--minutes 2 --only kafka,clock', 'only what strikes Kafka, and clocks'],
    ['--seed 42', 'the same faults and orders again'],
  ],
  notes: 'Exit codes: 0 everything held, 1 something did not (the report says what).',
})
  .option('--minutes <n>', 'how long faults strike', positiveNumber, 10)
  .option('--one-of-each', 'one of each kind of fault instead', false)
  .option('--seed <n>', 'the same faults and orders again; default any', wholeNumber())
  .option(
    '--only <words>',
    'only these kinds of faults, or those that strike these processes, with commas between',
    optionParser((text) => ({ words: commaSeparated(text), faults: chooseFaults(allFaults, commaSeparated(text)) })),
    { words: [], faults: allFaults },
  )
  .option('--keep', "leaves the stores' data in the folder", false)
  .option(
    '--data <folder>',
    'where the shop keeps its data: a folder of an earlier run, which is emptied, or a new one',
    dataFolder('chaos'),
  )
  .option('--port-offset <n>', 'added to every port', portOffset, 15_000)
  .option('--list', 'prints what faults there are', false)
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
    if (stopping.signal.aborted) progress.print('Called off; everything is stopped.');
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

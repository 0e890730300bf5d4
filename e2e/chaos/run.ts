/**
 * `npm run chaos`: a shop of its own, a stream of orders, faults one after another, rest, and the books.
 * Exit codes: 0 everything held, 1 something did not (the report says what), 64 the options make no sense.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { terminalProgress } from '@mambogo/local/supervisor/progress.ts';
import { oneLine } from '@mambogo/local/supervisor/start-error.ts';
import { dataFolder, isRoot } from '@mambogo/local/toolchain/folders.ts';
import { asMarkdown, isGood } from './chaos-report.ts';
import { allFaults } from './faults/faults.ts';
import { chooseFaults } from './faults/plan.ts';
import { type ChaosOptions, runChaos } from './run-chaos.ts';
import { inOwnMounts } from './stage/own-mounts.ts';

const usage = `usage: npm run chaos -- [options]

  --minutes N        how long faults strike                  (default 10)
  --one-of-each      one of each kind of fault instead
  --seed S           the same faults and orders again        (default: any)
  --only WORD,...    only these kinds of faults, or those that strike these processes
  --keep             leave the stores' data in the folder
  --data FOLDER      emptied first                           (default ${dataFolder('chaos')})
  --port-offset N                                            (default 15000)
  --list             what faults there are
  --help`;

const print = (line: string) => void process.stdout.write(`${line}\n`);
process.exit(await main());

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'number') return options;
  const elsewhere = isRoot ? await inOwnMounts() : undefined;
  if (elsewhere !== undefined) return elsewhere;
  const progress = terminalProgress();
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  try {
    print(`seed ${options.seed}`);
    const report = await runChaos({ ...options, mayMount: isRoot, progress, signal: stopping.signal });
    print(`\n${asMarkdown(report)}\nWritten to ${join(options.folder, 'report.md')} and report.json`);
    return isGood(report) ? 0 : 1;
  } catch (error) {
    if (stopping.signal.aborted) progress.say('Called off; everything is stopped.');
    else if (!progress.told(error)) progress.say(oneLine(error));
    return 1;
  }
}

function readOptions(): Omit<ChaosOptions, 'mayMount' | 'progress' | 'signal'> | number {
  try {
    const { values } = parseArgs({
      options: {
        minutes: { type: 'string', default: '10' },
        'one-of-each': { type: 'boolean', default: false },
        seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
        only: { type: 'string', default: '' },
        keep: { type: 'boolean', default: false },
        data: { type: 'string', default: dataFolder('chaos') },
        'port-offset': { type: 'string', default: '15000' },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const only = values.only.split(',').filter((word) => word !== '');
    const faults = chooseFaults(allFaults, only);
    if (values.help || values.list) {
      print(values.help ? usage : faults.map(({ name }) => name).join('\n'));
      return 0;
    }
    const [minutes, seed, portOffset] = [values.minutes, values.seed, values['port-offset']].map(Number);
    if (!minutes || !(minutes > 0) || seed === undefined || !Number.isInteger(seed) || !Number.isInteger(portOffset))
      throw new Error('--minutes, --seed and --port-offset take numbers');
    const { keep } = values;
    const folder = resolve(values.data);
    return {
      minutes: values['one-of-each'] ? 'one of each' : minutes,
      seed,
      only,
      keep,
      folder,
      portOffset: portOffset ?? 0,
    };
  } catch (error) {
    process.stderr.write(`${oneLine(error)}\n\n${usage}\n`);
    return 64;
  }
}

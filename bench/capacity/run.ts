/** `npm run capacity`: what a load needs, by the figures of the bench. Starts nothing. Exit codes: 0, 64 invalid options. */

import { positiveNumber, wholeNumber } from '../../local/cli/argument-values.ts';
import { commandLine, InvalidArgumentError, Option } from '../../local/cli/command-line.ts';
import { readFootprint } from '../footprint/footprint.ts';
import { figuresOf } from './figures.ts';
import { planCapacity } from './plan.ts';
import { printFigures } from './print-figures.ts';
import { printPlan } from './print-plan.ts';

const line = commandLine('capacity', {
  purpose:
    'What a load needs: pods, Kafka partitions and brokers, connections and stores, and what gives way first. An estimate in proportion to measured figures; starts nothing.',
  examples: [
    ['--orders-per-second 5000', 'all of it, in pods of one core'],
    ['--orders-per-second 200 --reads-per-second 20000', 'with many who only look'],
    ['--orders-per-second 5000 --cpu-factor 0.4', 'on machines that need 40 % of the CPU'],
    ['--orders-per-second 5000 -o json', 'for a script'],
    ['--figures', 'the figures per order and per read, and their sources'],
  ],
  notes: 'The figures are those of the last `npm run bench -- footprint --keep` (bench/results/footprint.json).',
})
  .option('--orders-per-second <n>', 'confirmed orders per second at the peak; required', positiveNumber)
  .option('--reads-per-second <n>', 'reads of the catalogue beside the two of each order', notNegative, 0)
  .option(
    '--cpu-per-pod <cores>',
    'cores of a pod with its sidecar; the service itself uses at most one',
    positiveNumber,
    1,
  )
  .option('--cpu-per-store <cores>', 'cores of the largest machine for a store', positiveNumber, 16)
  .option('--headroom <percent>', 'part of every capacity that stays free', wholeNumber(0, 90), 30)
  .option('--cpu-factor <n>', 'CPU of an order on these machines, as a multiple of that measured', positiveNumber, 1)
  .option('--figures', 'print the figures instead, with their sources', false)
  .addOption(new Option('-o, --output <format>', 'format').choices(['text', 'json'] as const).default('text' as const))
  .parse();

const { ordersPerSecond, figures: showFigures, output, ...rest } = line.opts();
const footprint = readFootprint();
const figures = figuresOf(footprint);
const lines: string[] = [];
const print = (text = '') => void lines.push(text);
const json = (value: unknown) => print(JSON.stringify(value, null, 2));

if (showFigures) {
  if (output === 'json') json(figures);
  else printFigures(figures, footprint, print);
} else {
  // Not `requiredOption`, which would be reported before a misspelt option.
  const rate = ordersPerSecond ?? line.error("error: required option '--orders-per-second <n>' not specified");
  const plan = planCapacity({ ordersPerSecond: rate, ...rest }, figures);
  if (output === 'json') json(plan);
  else printPlan(plan, footprint, print);
}
// At once, so that a reader such as `head` may stop reading.
process.stdout.write(`${lines.join('\n')}\n`);

function notNegative(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number) && number >= 0) return number;
  throw new InvalidArgumentError('Expected a number from 0.');
}

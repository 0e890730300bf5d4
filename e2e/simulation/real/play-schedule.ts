/**
 * Plays a schedule: what begins when, which operation is released next, and with which fault. All of it is drawn from a seed
 * against the current state of the shop, so a seed always plays the same schedule.
 */
import type { Fault, Operation } from './operation.ts';
import { begin, type Schedule } from './schedule-steps.ts';

/** Operations released and tasks started, in total. */
const length = 420;
/** Tasks that run concurrently. */
const maxConcurrent = 5;

export async function play(schedule: Schedule): Promise<void> {
  const { shop, random } = schedule;
  for (let step = 0; step < length; step += 1) {
    const { waiting } = shop.gate;
    const begins = waiting.length === 0 || (shop.gate.tasks().length < maxConcurrent && random.oneIn(5));
    if (begins) await begin(schedule);
    else await releaseOne(schedule, waiting);
    for (const instance of shop.slots) if (instance?.dead) await shop.kill(instance);
  }
}

async function releaseOne({ shop, random }: Schedule, waiting: readonly Operation[]): Promise<void> {
  const operation = random.of(waiting);
  if (!operation) return;
  const fault = random.oneIn(30) ? (random.of(faultsOf(operation)) ?? 'none') : 'none';
  const { task, what } = operation;
  if (fault !== 'none') shop.log(`  ${fault}: ${task.what}, ${shorten(what)}`);
  else if (/^(commit|publish|charge|find|void|refund|look)/i.test(what)) shop.log(`  ${task.what}: ${shorten(what)}`);
  if (fault === 'crash-before') await shop.kill(task.process);
  else if (!(await shop.gate.release(operation, fault))) shop.log(`  ${task.what} waits for a lock`);
}

const faultsOf = ({ canBeLate, kind }: Operation): readonly Fault[] => [
  'lost',
  'answer-lost',
  ...(kind === 'sql' ? [] : (['answer-lost', 'lost'] as const)),
  ...(canBeLate ? (['late', 'late'] as const) : []),
  'crash-before',
  'crash-after',
];

const shorten = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 60);

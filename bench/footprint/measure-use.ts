/** How far counters rise while a load runs, and per unit of it. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Counters, type Counts, statisticsDelayMs } from './counters.ts';

/** One load: how far each counter rose, and in how many seconds. */
export interface Rise {
  readonly counts: Counts;
  /** The counters of stores are read later than those of CPU. */
  readonly cpuSeconds: number;
  readonly storeSeconds: number;
}

export async function measureRise(counters: Counters, load: () => Promise<unknown>): Promise<Rise> {
  const began = performance.now();
  const [cpu, stores] = [counters.cpu(), await counters.stores()];
  await load();
  const used = difference(counters.cpu(), cpu);
  const cpuSeconds = (performance.now() - began) / 1_000;
  await wait(statisticsDelayMs);
  const rose = difference(await counters.stores(), stores);
  return { counts: new Map([...used, ...rose]), cpuSeconds, storeSeconds: (performance.now() - began) / 1_000 };
}

/** What a counter rises by in a second. */
export const perSecond = ({ counts, cpuSeconds, storeSeconds }: Rise, name: string): number =>
  (counts.get(name) ?? 0) / (isCpu(name) ? cpuSeconds : storeSeconds);

/** What a counter rises by per unit, less what it rises by in the same time without a load. */
export function perUnit(rise: Rise, idle: Rise, name: string, units: number): number {
  const seconds = isCpu(name) ? rise.cpuSeconds : rise.storeSeconds;
  return Math.max(0, (rise.counts.get(name) ?? 0) - perSecond(idle, name) * seconds) / units;
}

const isCpu = (name: string): boolean => name.startsWith('cpu.');

const difference = (after: Counts, before: Counts): Counts =>
  new Map([...after].map(([name, value]) => [name, value - (before.get(name) ?? 0)]));

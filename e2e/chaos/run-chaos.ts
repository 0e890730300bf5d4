/** A whole chaos run: a shop, a stream of orders, faults, settling, and the final checks. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Progress } from '@mambogo/local/supervisor/progress.ts';
import { countDeadLetters } from '../invariants/dead-letters.ts';
import { type Stores, withStores } from '../invariants/stores.ts';
import { asMarkdown, type ChaosReport, promises } from './chaos-report.ts';
import { type ChaosEnvironment, startChaosEnvironment } from './environment/chaos-environment.ts';
import type { Fault } from './faults/fault.ts';
import { allFaults } from './faults/faults.ts';
import { chooseFaults, planFaults, planOneOfEach } from './faults/plan.ts';
import { historyRules } from './history/rules.ts';
import { readTruth } from './history/truth.ts';
import { injectFaults } from './inject-faults.ts';
import { startOrderLoad } from './load/order-load.ts';
import { createRandom } from './random.ts';
import { waitForQuiescence } from './wait-for-quiescence.ts';

export interface ChaosOptions {
  /** Duration of the faults; `one of each`: as long as that takes. */
  readonly minutes: number | 'one of each';
  readonly seed: number;
  /** Kinds or targets of faults; none: all. */
  readonly only: readonly string[];
  readonly keepData: boolean;
  readonly folder: string;
  readonly portOffset: number;
  readonly canMount: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, minutes, progress, signal, folder } = options;
  const chosen = chooseFaults(allFaults, options.only);
  const environment = await startChaosEnvironment({ ...options, print: progress.print });
  try {
    const faults = feasibleFaults(chosen, environment, progress);
    const random = createRandom(seed);
    const plan = minutes === 'one of each' ? planOneOfEach(faults, random) : planFaults(faults, minutes * 60, random);
    const report = await withStores(environment.shop, async (stores) => run(options, environment, stores, plan));
    writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(join(folder, 'report.md'), asMarkdown(report));
    return report;
  } finally {
    signal.aborted ? progress.print('Stopping ...') : progress.print('Stopping the shop ...');
    await environment.close();
  }
}

async function run(
  { seed, minutes, progress, signal }: ChaosOptions,
  environment: ChaosEnvironment,
  stores: Stores,
  plan: ReturnType<typeof planFaults>,
): Promise<ChaosReport> {
  const began = new Date();
  const stream = await progress.step('a stream of orders', () =>
    startOrderLoad(environment, createRandom(seed).branch('stream')),
  );
  const countLetters = () => deadLettersOf(stores);
  const longest = minutes === 'one of each' ? Number.POSITIVE_INFINITY : minutes * 60;
  const faults = await injectFaults(plan, {
    environment,
    signal,
    seconds: longest,
    print: progress.print,
    countFiledDeadLetters: countLetters,
  });
  const ended = Date.now();
  const { seconds, report } = await progress.step('the load ends, everything settles', async () => {
    await stream.stop();
    return waitForQuiescence(stores, ended, progress.print);
  });
  const known = await stores.order.query<{ id: string; status: string }[]>(
    `select id, concat_ws(', ', status, data -> 'cancellation' ->> 'reason') as status from order_summary order by 2`,
  );
  const { stats, shoppers, merchant, products, newcomers } = stream;
  const { done: rollBacks } = environment.rollBacks;
  const staleObservations = await progress.step('what clients observed still holds', async () => {
    const welcome = await newcomers.letIn();
    const truth = await readTruth({ stores, shoppers, merchant, products, welcome, rollBacks });
    const { observations } = stats.history;
    return historyRules.map(({ name, find }) => ({ name, violations: [...find(observations, truth)] }));
  });
  return {
    seed,
    began: began.toISOString(),
    minutes: Math.round((Date.now() - began.getTime()) / 6_000) / 10,
    orders: {
      asked: stats.asked,
      placed: stats.placed.size,
      byStatus: countBy(known.map(({ status }) => status)),
    },
    refused: Object.fromEntries([...stats.rejected].sort()),
    unanswered: stats.unanswered,
    faults,
    secondsToRest: seconds,
    underWay: report.inFlight,
    answers: stats.history.observations.length,
    violations: [...report.invariants, ...staleObservations, ...promises(stats, faults)],
    deadLetters: report.deadLetters,
  };
}

/** The faults this machine can inject. */
function feasibleFaults(
  faults: readonly Fault[],
  { disks, clocks }: ChaosEnvironment,
  progress: Progress,
): readonly Fault[] {
  const missing = [
    ...(disks ? [] : ['full-disk', 'full-log-disk'].map((kind) => [kind, 'only root can mount'])),
    ...(clocks ? [] : [['clock-skew', 'libfaketime is missing']]),
  ];
  for (const [kind, why] of missing) progress.warn(`no ${kind}: ${why}`);
  return faults.filter(({ kind }) => !missing.some(([left]) => left === kind));
}

/** Dead letters ever stored; waits for a store that is still unavailable. */
async function deadLettersOf(stores: Stores): Promise<number> {
  const counts = await countDeadLetters(stores).catch(() => undefined);
  if (counts) return counts.reduce((sum, { letters }) => sum + letters, 0);
  await wait(500);
  return deadLettersOf(stores);
}

const countBy = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

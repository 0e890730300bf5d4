/** Shoppers buy while one attack runs, and once more two seconds after it has ended. */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type AttackOrder, AttackResult } from './attack-worker-messages.ts';
import type { Observed, Shoppers } from './shoppers.ts';

export interface Figures {
  readonly started: number;
  readonly confirmed: number;
  readonly failures: readonly string[];
  /** Milliseconds per request. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds from placed to confirmed. */
  readonly confirmedP99: number;
}

export interface Measured {
  readonly during: Figures;
  readonly after: Figures;
  readonly attack: AttackResult;
}

/** Milliseconds between the end of an attack and the moment when everything must be normal again. */
const recovery = 2_000;

export async function measureAttack(
  shoppers: Shoppers,
  order: Omit<AttackOrder, 'milliseconds'>,
  seconds: { readonly attack: number; readonly after: number },
): Promise<Measured> {
  const worker = new Worker(new URL('attack-worker.ts', import.meta.url), {
    workerData: { ...order, milliseconds: seconds.attack * 1_000 },
  });
  const finished = once(worker, 'message');
  finished.catch(() => undefined);
  const during = await shoppers.buyFor(seconds.attack * 1_000);
  const [result] = (await finished) as [unknown];
  await worker.terminate();
  await wait(recovery);
  const after = await shoppers.buyFor(seconds.after * 1_000);
  return { during: figuresOf(during), after: figuresOf(after), attack: AttackResult.parse(result) };
}

export function figuresOf({ samples, purchases, failures }: Observed): Figures {
  const times = (isOne: (what: string) => boolean) =>
    samples
      .filter(({ what }) => isOne(what))
      .map(({ milliseconds }) => milliseconds)
      .sort((one, other) => one - other);
  // A log-in is many requests, and costs a password hash.
  const requests = times((what) => what !== 'confirmed' && what !== 'log-in');
  return {
    ...purchases,
    failures,
    p50: at(requests, 0.5),
    p99: at(requests, 0.99),
    confirmedP99: at(
      times((what) => what === 'confirmed'),
      0.99,
    ),
  };
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;

/** Injects the faults of a plan into a running shop, one after another, and records the effect of each. */
import { setTimeout as wait } from 'node:timers/promises';
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import type { ChaosEnvironment } from './environment/chaos-environment.ts';
import type { PlannedFault } from './faults/plan.ts';

export interface FaultRecord {
  readonly name: string;
  readonly kind: string;
  /** Seconds after the first. */
  readonly at: number;
  readonly lasted: number;
  /** Seconds from its end until everything it affected had recovered. */
  readonly back: number;
  readonly noDeadLetters: boolean;
  /** Dead letters stored from its beginning to the next fault's. */
  readonly deadLetters: number;
}

export interface InjectFaultsOptions {
  readonly environment: ChaosEnvironment;
  readonly signal: AbortSignal;
  /** Seconds after which no more faults are injected. */
  readonly seconds: number;
  print(line: string): void;
  /** The current number of dead letters. */
  countFiledDeadLetters(): Promise<number>;
}

export async function injectFaults(
  plan: readonly PlannedFault[],
  { environment, signal, seconds, print, countFiledDeadLetters }: InjectFaultsOptions,
): Promise<FaultRecord[]> {
  const began = performance.now();
  const since = (start: number) => Math.round((performance.now() - start) / 100) / 10;
  const records: FaultRecord[] = [];
  let deadLetterCount = await countFiledDeadLetters();
  for (const [number, { fault, durationSeconds, recoverySeconds }] of plan.entries()) {
    const at = since(began);
    if (at >= seconds) break;
    print(`${String(at).padStart(6)} s  ${number + 1}/${plan.length} ${fault.name}, for ${durationSeconds} s`);
    const startedAt = performance.now();
    let beginError: string | undefined;
    try {
      await fault.begin(environment);
      await wait(durationSeconds * 1_000, undefined, { signal }).catch(() => undefined);
    } catch (error) {
      beginError = errorLine(error);
      print(`          ${fault.name} failed to begin: ${beginError}`);
    } finally {
      await withRetries(() => fault.end(environment), `${fault.name} did not end`, print);
    }
    const back = Math.max(0, Math.round((since(startedAt) - durationSeconds) * 10) / 10);
    await wait(recoverySeconds * 1_000, undefined, { signal }).catch(() => undefined);
    const now = await withRetries(countFiledDeadLetters, 'the dead letters were not counted', print);
    const { name, kind, forbidsDeadLetters: noDeadLetters = false } = fault;
    records.push({
      name: beginError ? `${name}, failed to begin: ${beginError}` : name,
      kind,
      at,
      lasted: durationSeconds,
      back,
      noDeadLetters,
      deadLetters: now - deadLetterCount,
    });
    deadLetterCount = now;
    signal.throwIfAborted();
  }
  return records;
}

const maxAttempts = 3;
/** Milliseconds. */
const pause = 5_000;

/** Reports failures and retries: the run continues, like the shop has to. */
async function withRetries<T>(work: () => T | Promise<T>, what: string, print: (line: string) => void): Promise<T> {
  for (let left = maxAttempts; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      print(`          ${what}: ${errorLine(error)}`);
      if (left === 1) throw error;
      await wait(pause);
    }
  }
}

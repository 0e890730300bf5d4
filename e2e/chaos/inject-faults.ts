/** Lets the faults of a plan strike a running shop, one after another, and writes down what each did. */
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
  /** Seconds from its end until everything it touched was there again. */
  readonly back: number;
  readonly noDeadLetters: boolean;
  /** Filed from its beginning to that of the next one. */
  readonly deadLetters: number;
}

export interface InjectFaultsOptions {
  readonly environment: ChaosEnvironment;
  readonly signal: AbortSignal;
  /** After so many seconds none strikes any more. */
  readonly seconds: number;
  print(line: string): void;
  /** How many there are by now. */
  countFiledDeadLetters(): Promise<number>;
}

export async function injectFaults(
  plan: readonly PlannedFault[],
  { environment, signal, seconds, print: say, countFiledDeadLetters: countLetters }: InjectFaultsOptions,
): Promise<FaultRecord[]> {
  const began = performance.now();
  const since = (start: number) => Math.round((performance.now() - start) / 100) / 10;
  const records: FaultRecord[] = [];
  let deadLetterCount = await countLetters();
  for (const [number, { fault, durationSeconds: lasts, recoverySeconds: quiet }] of plan.entries()) {
    const at = since(began);
    if (at >= seconds) break;
    say(`${String(at).padStart(6)} s  ${number + 1}/${plan.length} ${fault.name}, for ${lasts} s`);
    const startedAt = performance.now();
    let notBegun: string | undefined;
    try {
      await fault.begin(environment);
      await wait(lasts * 1_000, undefined, { signal }).catch(() => undefined);
    } catch (error) {
      notBegun = errorLine(error);
      say(`          ${fault.name} did not begin: ${notBegun}`);
    } finally {
      await patiently(() => fault.end(environment), `${fault.name} did not end`, say);
    }
    const back = Math.max(0, Math.round((since(startedAt) - lasts) * 10) / 10);
    await wait(quiet * 1_000, undefined, { signal }).catch(() => undefined);
    const now = await patiently(countLetters, 'the dead letters were not counted', say);
    const { name, kind, forbidsDeadLetters: noDeadLetters = false } = fault;
    records.push({
      name: notBegun ? `${name}, did not begin: ${notBegun}` : name,
      kind,
      at,
      lasted: lasts,
      back,
      noDeadLetters,
      deadLetters: now - deadLetterCount,
    });
    deadLetterCount = now;
    signal.throwIfAborted();
  }
  return records;
}

const tries = 3;
/** Milliseconds. */
const pause = 5_000;

/** What fails is said and tried again: the run goes on, as the shop has to. */
async function patiently<T>(work: () => T | Promise<T>, what: string, say: (line: string) => void): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      say(`          ${what}: ${errorLine(error)}`);
      if (left === 1) throw error;
      await wait(pause);
    }
  }
}

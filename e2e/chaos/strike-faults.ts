/** Lets the faults of a plan strike a running shop, one after another, and writes down what each did. */
import { setTimeout as wait } from 'node:timers/promises';
import { oneLine } from '@mambogo/local/supervisor/start-error.ts';
import type { Strike } from './faults/plan.ts';
import type { Stage } from './stage/stage.ts';

export interface StrikeRecord {
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

export interface StrikeOptions {
  readonly stage: Stage;
  readonly signal: AbortSignal;
  /** After so many seconds none strikes any more. */
  readonly seconds: number;
  say(line: string): void;
  /** How many there are by now. */
  countLetters(): Promise<number>;
}

export async function strikeFaults(
  plan: readonly Strike[],
  { stage, signal, seconds, say, countLetters }: StrikeOptions,
): Promise<StrikeRecord[]> {
  const began = performance.now();
  const since = (start: number) => Math.round((performance.now() - start) / 100) / 10;
  const records: StrikeRecord[] = [];
  let letters = await countLetters();
  for (const [number, { fault, lasts, quiet }] of plan.entries()) {
    const at = since(began);
    if (at >= seconds) break;
    say(`${String(at).padStart(6)} s  ${number + 1}/${plan.length} ${fault.name}, for ${lasts} s`);
    const struck = performance.now();
    let notBegun: string | undefined;
    try {
      await fault.begin(stage);
      await wait(lasts * 1_000, undefined, { signal }).catch(() => undefined);
    } catch (error) {
      notBegun = oneLine(error);
      say(`          ${fault.name} did not begin: ${notBegun}`);
    } finally {
      await patiently(() => fault.end(stage), `${fault.name} did not end`, say);
    }
    const back = Math.max(0, Math.round((since(struck) - lasts) * 10) / 10);
    await wait(quiet * 1_000, undefined, { signal }).catch(() => undefined);
    const now = await patiently(countLetters, 'the dead letters were not counted', say);
    const { name, kind, noDeadLetters = false } = fault;
    records.push({
      name: notBegun ? `${name}, did not begin: ${notBegun}` : name,
      kind,
      at,
      lasted: lasts,
      back,
      noDeadLetters,
      deadLetters: now - letters,
    });
    letters = now;
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
      say(`          ${what}: ${oneLine(error)}`);
      if (left === 1) throw error;
      await wait(pause);
    }
  }
}

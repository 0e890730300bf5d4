/** Lets the faults of a plan strike a running shop, one after another, and writes down what each did. */
import { setTimeout as wait } from 'node:timers/promises';
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
  say(line: string): void;
  /** How many there are by now. */
  countLetters(): Promise<number>;
}

export async function strikeFaults(
  plan: readonly Strike[],
  { stage, signal, say, countLetters }: StrikeOptions,
): Promise<StrikeRecord[]> {
  const began = performance.now();
  const since = (start: number) => Math.round((performance.now() - start) / 100) / 10;
  const records: StrikeRecord[] = [];
  let letters = await countLetters();
  for (const [number, { fault, lasts, quiet }] of plan.entries()) {
    const at = since(began);
    say(`${String(at).padStart(6)} s  ${number + 1}/${plan.length} ${fault.name}, for ${lasts} s`);
    const struck = performance.now();
    try {
      await fault.begin(stage);
      await wait(lasts * 1_000, undefined, { signal }).catch(() => undefined);
    } finally {
      await fault.end(stage);
    }
    const back = Math.max(0, Math.round((since(struck) - lasts) * 10) / 10);
    await wait(quiet * 1_000, undefined, { signal }).catch(() => undefined);
    const now = await countLetters();
    const { name, kind, noDeadLetters = false } = fault;
    records.push({ name, kind, at, lasted: lasts, back, noDeadLetters, deadLetters: now - letters });
    letters = now;
    signal.throwIfAborted();
  }
  return records;
}

/** Which fault strikes when: drawn from a seed, so that a run can be done again. Pure. */
import type { Random } from '../random.ts';
import { type Fault, faultKinds } from './fault.ts';

export interface Strike {
  readonly fault: Fault;
  /** Seconds it lasts, and seconds of quiet after it. */
  readonly lasts: number;
  readonly quiet: number;
}

/** Faults for so many seconds. None strikes again before all others have. */
export function planFaults(faults: readonly Fault[], seconds: number, random: Random): Strike[] {
  const strikes: Strike[] = [];
  if (faults.length === 0) return strikes;
  let rest: Fault[] = [];
  for (let at = 0; ; ) {
    if (rest.length === 0) rest = random.shuffle(faults);
    const fault = rest.pop();
    if (!fault) return strikes;
    const strike = strikeOf(fault, random);
    at += strike.lasts + strike.quiet;
    if (at > seconds && strikes.length > 0) return strikes;
    strikes.push(strike);
  }
}

/** One of each kind, for as short as may be, and one right after the other: faults that overlap in their effects find more. */
export const planOneOfEach = (faults: readonly Fault[], random: Random): Strike[] =>
  faultKinds.flatMap((kind) => {
    const [fault] = random.shuffle(faults.filter((one) => one.kind === kind));
    return fault ? [{ fault, lasts: fault.lasts[0], quiet: fault.quiet ?? 1 }] : [];
  });

const strikeOf = (fault: Fault, random: Random): Strike => ({
  fault,
  lasts: random.between(...fault.lasts),
  quiet: Math.max(fault.quiet ?? 0, random.between(2, 6)),
});

/** Those of these kinds or names; all when none is named. Throws for a word that names nothing. */
export function chooseFaults(faults: readonly Fault[], only: readonly string[]): readonly Fault[] {
  if (only.length === 0) return faults;
  const means = (word: string) => (fault: Fault) => fault.kind === word || fault.name.split(/[ ,]+/).includes(word);
  const unknown = only.find((word) => !faults.some(means(word)));
  if (unknown) throw new Error(`no fault is ${unknown}; there are ${faultKinds.join(', ')}`);
  return faults.filter((fault) => only.some((word) => means(word)(fault)));
}

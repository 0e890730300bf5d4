/** Which fault strikes when: drawn from a seed, so that a run can be done again. Pure. */
import type { Random } from '../random.ts';
import { type Fault, faultKinds } from './fault.ts';

export interface PlannedFault {
  readonly fault: Fault;
  /** Seconds it lasts, and seconds of quiet after it. */
  readonly durationSeconds: number;
  readonly recoverySeconds: number;
}

/** Faults for so many seconds. None strikes again before all others have. */
export function planFaults(faults: readonly Fault[], seconds: number, random: Random): PlannedFault[] {
  const planned: PlannedFault[] = [];
  if (faults.length === 0) return planned;
  let remaining: Fault[] = [];
  for (let at = 0; ; ) {
    if (remaining.length === 0) remaining = random.shuffle(faults);
    const fault = remaining.pop();
    if (!fault) return planned;
    const plannedFault = planFault(fault, random);
    at += plannedFault.durationSeconds + plannedFault.recoverySeconds;
    if (at > seconds && planned.length > 0) return planned;
    planned.push(plannedFault);
  }
}

/** One of each kind, for as short as may be, and one right after the other: faults that overlap in their effects find more. */
export const planOneOfEach = (faults: readonly Fault[], random: Random): PlannedFault[] =>
  faultKinds.flatMap((kind) => {
    const [fault] = random.shuffle(faults.filter((one) => one.kind === kind));
    return fault
      ? [{ fault, durationSeconds: fault.durationRange[0], recoverySeconds: fault.recoverySeconds ?? 1 }]
      : [];
  });

const planFault = (fault: Fault, random: Random): PlannedFault => ({
  fault,
  durationSeconds: random.between(...fault.durationRange),
  recoverySeconds: Math.max(fault.recoverySeconds ?? 0, random.between(2, 6)),
});

/** Those of these kinds or names; all when none is named. Throws for a word that names nothing. */
export function chooseFaults(faults: readonly Fault[], only: readonly string[]): readonly Fault[] {
  if (only.length === 0) return faults;
  const means = (word: string) => (fault: Fault) => fault.kind === word || fault.name.split(/[ ,]+/).includes(word);
  const unknown = only.find((word) => !faults.some(means(word)));
  if (unknown) throw new Error(`no fault is ${unknown}; there are ${faultKinds.join(', ')}`);
  return faults.filter((fault) => only.some((word) => means(word)(fault)));
}

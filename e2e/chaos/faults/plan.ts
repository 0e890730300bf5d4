/** Which fault is injected when: drawn from a seed, so that a run can be repeated. Pure. */
import type { Random } from '../random.ts';
import { type Fault, faultKinds } from './fault.ts';

export interface PlannedFault {
  readonly fault: Fault;
  /** Seconds it lasts, and seconds without faults after it. */
  readonly durationSeconds: number;
  readonly recoverySeconds: number;
}

/** A plan for so many seconds. No fault repeats before all others have been used. */
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

/** One of each kind, as short as possible, back to back: faults whose effects overlap find more. */
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

/** Those of these kinds or names; all when none is given. Throws for an unknown word. */
export function chooseFaults(faults: readonly Fault[], only: readonly string[]): readonly Fault[] {
  if (only.length === 0) return faults;
  const means = (word: string) => (fault: Fault) => fault.kind === word || fault.name.split(/[ ,]+/).includes(word);
  const unknown = only.find((word) => !faults.some(means(word)));
  if (unknown) throw new Error(`no fault is ${unknown}; there are ${faultKinds.join(', ')}`);
  return faults.filter((fault) => only.some((word) => means(word)(fault)));
}

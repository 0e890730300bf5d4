/** Looks for a schedule that breaks an invariant, and for the shortest one that does; fast-check drives it. */
import fc from 'fast-check';
import type { Rules } from './rules.ts';
import { runSchedule } from './run-schedule.ts';
import { type Choice, choiceLimits } from './script.ts';

export interface Search {
  /** How many schedules to try. */
  readonly runs: number;
  readonly seed: number;
}

/** Longest schedule, in choices: then the world is left to come to rest. */
const longest = 120;

/** A choice as one number, which is much faster to draw and as good to shrink. */
const { kind: kinds, pick: picks, fault: faults } = choiceLimits;
const decode = (n: number): Choice => [
  Math.floor(n / ((picks + 1) * (faults + 1))),
  Math.floor(n / (faults + 1)) % (picks + 1),
  n % (faults + 1),
];
const schedule = fc.array(fc.nat((kinds + 1) * (picks + 1) * (faults + 1) - 1), {
  minLength: 1,
  maxLength: longest,
  size: 'max',
});

/** The shortest schedule found that breaks something; undefined: none of them does. */
export function search(rules: Rules, { runs, seed }: Search, shrink = true): readonly Choice[] | undefined {
  const sound = fc.property(schedule, (numbers) => runSchedule(rules, numbers.map(decode)).length === 0);
  const found = fc.check(sound, { numRuns: runs, seed, endOnFailure: !shrink });
  return found.failed ? found.counterexample?.[0].map(decode) : undefined;
}

/** Some schedules to look at, always the same for a seed. */
export const drawSchedules = ({ runs, seed }: Search): readonly (readonly Choice[])[] =>
  fc.sample(schedule, { numRuns: runs, seed }).map((numbers) => numbers.map(decode));

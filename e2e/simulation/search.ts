/** Searches for a schedule that violates an invariant (guided by coverage), and for the shortest one that does (fast-check). */
import fc from 'fast-check';
import { type Coverage, maxScriptLength, searchGuided } from './guided-search.ts';
import type { Rules } from './rules.ts';
import { runSchedule } from './run-schedule.ts';
import { type Choice, choiceLimits } from './script.ts';

export interface Search {
  /** How many schedules to try. */
  readonly runs: number;
  readonly seed: number;
}

/**
 * The shortest schedule found that violates something; undefined: none does.
 * @param coverage counts what the schedules reach.
 */
export function search(
  rules: Rules,
  range: Search,
  shrinks = true,
  coverage?: Coverage,
): readonly Choice[] | undefined {
  const found = searchGuided(rules, range, coverage);
  return found && shrinks ? shrink(rules, found) : found;
}

const { kind, pick, fault } = choiceLimits;
const schedule = fc.array(fc.tuple(fc.nat(kind), fc.nat(pick), fc.nat(fault)), {
  minLength: 1,
  maxLength: maxScriptLength,
});

function shrink(rules: Rules, found: readonly Choice[]): readonly Choice[] {
  const sound = fc.property(schedule, (script) => runSchedule(rules, script).length === 0);
  const example: [number, number, number][] = found.map(([kind, pick, fault]) => [kind, pick, fault]);
  const { counterexample } = fc.check(sound, { numRuns: 1, examples: [[example]] });
  return counterexample?.[0] ?? found;
}

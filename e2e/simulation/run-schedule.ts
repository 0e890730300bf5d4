/** Runs one schedule from beginning to end, and returns its violations. */
import { invariants } from './invariants.ts';
import type { Rules } from './rules.ts';
import { runToQuiescence } from './run-to-quiescence.ts';
import { type Choice, play } from './script.ts';
import { createSimState, type SimState } from './sim-state.ts';

export interface Violation {
  readonly invariant: string;
  readonly details: readonly string[];
}

/**
 * Returns the violations; none: the schedule passed.
 * @param trace gets a line for every step.
 * @param atRest gets the simulation at its end.
 */
export function runSchedule(
  rules: Rules,
  script: readonly Choice[],
  trace?: string[],
  atRest?: (sim: SimState) => void,
): readonly Violation[] {
  const sim = createSimState(rules, trace);
  try {
    play(sim, script);
    if (!runToQuiescence(sim))
      return [{ invariant: 'a simulation without faults comes to rest', details: ['it does not'] }];
  } catch (error) {
    const details = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    return [{ invariant: 'no rule is broken on the way', details }];
  }
  atRest?.(sim);
  return Object.entries(invariants).flatMap(([invariant, check]) => {
    const details = check(sim);
    return details.length > 0 ? [{ invariant, details }] : [];
  });
}

/** One schedule from beginning to end, and what broke. */
import { invariants } from './invariants.ts';
import { comeToRest } from './rest.ts';
import type { Rules } from './rules.ts';
import { type Choice, play } from './script.ts';
import { createWorld, type World } from './world.ts';

export interface Violation {
  readonly invariant: string;
  readonly details: readonly string[];
}

/**
 * Answers what was violated; nothing: the schedule is sound.
 * @param story gets what happens, line by line.
 * @param atRest is shown the world at its end.
 */
export function runSchedule(
  rules: Rules,
  script: readonly Choice[],
  story?: string[],
  atRest?: (world: World) => void,
): readonly Violation[] {
  const world = createWorld(rules, story);
  try {
    play(world, script);
    if (!comeToRest(world)) return [{ invariant: 'a world without faults comes to rest', details: ['it does not'] }];
  } catch (error) {
    const details = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    return [{ invariant: 'no rule is broken on the way', details }];
  }
  atRest?.(world);
  return Object.entries(invariants).flatMap(([invariant, check]) => {
    const details = check(world);
    return details.length > 0 ? [{ invariant, details }] : [];
  });
}

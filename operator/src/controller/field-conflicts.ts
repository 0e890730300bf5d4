/**
 * Managers that set fields of the operator's again and again. Each time is a round: after some rounds the object is left as
 * that manager has it, and tried once more after a pause. A manager that keeps quiet for long starts from zero.
 */
import { contenders } from '../kube/field-ownership.ts';
import type { FieldSet, KubeObject } from '../kube/kube-object.ts';

export interface FieldConflicts {
  /** Whether a change of this object is left alone: everyone who made it is fought no more for now. */
  leaves(key: string, live: KubeObject): boolean;
  /** @param own the operator's fields once the object was as it should be again */
  repaired(key: string, managers: readonly string[], own: FieldSet): void;
  /** It is wanted otherwise now, or no longer: whoever fought over what it was may agree. */
  forget(key: string): void;
  /** Conflicts that are not settled: an object's key, and the managers. */
  open(): readonly (readonly [key: string, managers: readonly string[]])[];
}

export const roundsAtMost = 5;
/** Milliseconds an object is left to the other manager. */
export const pauseBetweenTries = 600_000;
/** Milliseconds beyond that until a conflict counts as settled. */
const settledAfter = 120_000;

interface Fight {
  /** The operator's fields when it last won. */
  readonly own: FieldSet;
  readonly rounds: ReadonlyMap<string, { readonly count: number; readonly last: number }>;
}

export function createFieldConflicts(now: () => number = Date.now): FieldConflicts {
  const fights = new Map<string, Fight>();
  const age = (last: number) => now() - last;
  return {
    leaves(key, live) {
      const fight = fights.get(key);
      if (!fight) return false;
      const managers = contenders(live, fight.own);
      const isGivenUp = (manager: string) => {
        const { count = 0, last = 0 } = fight.rounds.get(manager) ?? {};
        return count >= roundsAtMost && age(last) < pauseBetweenTries;
      };
      return managers.length > 0 && managers.every(isGivenUp);
    },
    repaired(key, managers, own) {
      const rounds = new Map(fights.get(key)?.rounds);
      for (const [manager, { last }] of rounds) if (age(last) > 2 * pauseBetweenTries) rounds.delete(manager);
      for (const manager of managers)
        rounds.set(manager, { count: (rounds.get(manager)?.count ?? 0) + 1, last: now() });
      if (rounds.size > 0) fights.set(key, { own, rounds });
      else fights.delete(key);
    },
    forget: (key) => void fights.delete(key),
    open: () =>
      [...fights].flatMap(([key, { rounds }]) => {
        const managers = [...rounds].filter(
          ([, { count, last }]) => count >= roundsAtMost && age(last) < pauseBetweenTries + settledAfter,
        );
        return managers.length > 0 ? [[key, managers.map(([manager]) => manager)] as const] : [];
      }),
  };
}

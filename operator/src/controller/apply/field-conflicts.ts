/**
 * Field managers that keep setting fields the operator owns. Each repair counts as a round: after some rounds the object is left
 * as the other manager has it, and the repair is tried again after a back-off. A manager that stays quiet long enough starts
 * from zero.
 */
import { competingManagers } from '../../kube/field-ownership.ts';
import type { FieldSet, KubeObject } from '../../kube/kube-object.ts';

export interface FieldConflicts {
  /** Whether a change to this object is ignored for now, because all managers that made it are backed off. */
  isBackedOff(key: string, live: KubeObject): boolean;
  /** @param own the operator's fields after the repair */
  recordRepair(key: string, managers: readonly string[], own: FieldSet): void;
  /** The desired object changed or was removed, so the conflict may be over. */
  forget(key: string): void;
  /** Unresolved conflicts: the object's key and the competing managers. */
  unresolved(): readonly (readonly [key: string, managers: readonly string[]])[];
}

export const maxRepairs = 5;
/** Milliseconds for which an object is left to the other manager. */
export const backOffMs = 600_000;
/** Milliseconds after that until a conflict counts as settled. */
const settledAfterMs = 120_000;

interface Contention {
  /** The operator's fields after its last repair. */
  readonly own: FieldSet;
  readonly repairs: ReadonlyMap<string, { readonly count: number; readonly last: number }>;
}

export function createFieldConflicts(now: () => number = Date.now): FieldConflicts {
  const contentions = new Map<string, Contention>();
  const age = (last: number) => now() - last;
  return {
    isBackedOff(key, live) {
      const contention = contentions.get(key);
      if (!contention) return false;
      const managers = competingManagers(live, contention.own);
      const isGivenUp = (manager: string) => {
        const { count = 0, last = 0 } = contention.repairs.get(manager) ?? {};
        return count >= maxRepairs && age(last) < backOffMs;
      };
      return managers.length > 0 && managers.every(isGivenUp);
    },
    recordRepair(key, managers, own) {
      const repairs = new Map(contentions.get(key)?.repairs);
      for (const [manager, { last }] of repairs) if (age(last) > 2 * backOffMs) repairs.delete(manager);
      for (const manager of managers)
        repairs.set(manager, { count: (repairs.get(manager)?.count ?? 0) + 1, last: now() });
      if (repairs.size > 0) contentions.set(key, { own, repairs });
      else contentions.delete(key);
    },
    forget: (key) => void contentions.delete(key),
    unresolved: () =>
      [...contentions].flatMap(([key, { repairs }]) => {
        const managers = [...repairs].filter(
          ([, { count, last }]) => count >= maxRepairs && age(last) < backOffMs + settledAfterMs,
        );
        return managers.length > 0 ? [[key, managers.map(([manager]) => manager)] as const] : [];
      }),
  };
}

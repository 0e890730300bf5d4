/**
 * Ready, Available, Progressing and Stalled, from everything else that was found. Pure.
 *
 * - Ready: everything is as the newest spec says, and works. False while it is being made so.
 * - Available: the shop serves, in whatever form. An ordinary roll leaves it True.
 * - Progressing: the operator or the cluster is at work on it; nobody need do anything.
 * - Stalled: nothing will change until a person acts. kstatus reads it as Failed, and Ready False alone as InProgress.
 */
import type { ManagedEntry } from '../../kube/watch-cache.ts';
import {
  type Condition,
  conditionFalse,
  conditionTrue,
  hasNegativePolarity,
  isAbnormal,
  isTransientReason,
  type StatusCondition,
} from './conditions.ts';

/**
 * What a person should know, and keeps no shop from being Ready: fields without effect; and books that do not add up, since a shop
 * that serves goes on serving, and no roll, wait or change of the spec would mend them.
 */
const nonBlockingTypes: ReadonlySet<string> = new Set(['Honoured', 'InvariantsHold']);
/** Reasons that pass by themselves. */
const inProgressReasons: ReadonlySet<string> = new Set(['Progressing', 'Waiting']);
/** Milliseconds after which what may take a while (`mayTakeAWhile`) is no longer expected to pass by itself. */
export const stalledAfterMs = 180_000;

export interface Summary {
  /** In this order they are shown first. */
  readonly conditions: readonly Condition[];
  readonly available: boolean;
  /** What keeps it from being Ready. */
  readonly blocking: readonly Condition[];
  /** Those of them that wait for a person. */
  readonly stalling: readonly Condition[];
}

/** @param now milliseconds since the epoch */
export function summaryConditions(
  conditions: readonly Condition[],
  before: readonly StatusCondition[],
  entries: Iterable<ManagedEntry>,
  now: number,
): Summary {
  const blocking = conditions.filter((condition) => !nonBlockingTypes.has(condition.type) && isBlocking(condition));
  const stalling = blocking.filter((condition) => needsIntervention(condition, before, now));
  const available = isAvailable(conditions, before, entries);
  return { conditions: buildSummary(blocking, stalling, available), available, blocking, stalling };
}

function buildSummary([first]: readonly Condition[], [cause]: readonly Condition[], available: boolean): Condition[] {
  const text = ({ type, message }: Condition) => `${type}: ${message}`;
  const shown = cause ?? first;
  const idle = cause ? conditionFalse('Progressing', 'Stalled', 'waits for a person') : undefined;
  return [
    shown ? conditionFalse('Ready', shown.reason, text(shown)) : conditionTrue('Ready', 'Ready', 'the shop is open'),
    available
      ? conditionTrue('Available', 'Serving', 'every part of the shop answers')
      : conditionFalse('Available', 'NotServing', 'not every part of the shop answers'),
    idle ??
      (first
        ? conditionTrue('Progressing', first.reason, text(first))
        : conditionFalse('Progressing', 'Complete', 'everything is as the spec says')),
    cause
      ? conditionTrue('Stalled', cause.reason, text(cause))
      : conditionFalse('Stalled', 'NotStalled', 'nothing waits for a person'),
  ];
}

/** What can't be asked from here does not count against a shop. */
const isBlocking = (condition: Condition): boolean =>
  hasNegativePolarity(condition.type) || condition.type === 'Reachable'
    ? isAbnormal(condition)
    : condition.status !== 'True';

/** Pods that can't start may yet: a node, a volume or an image may be on its way. */
function needsIntervention(condition: Condition, before: readonly StatusCondition[], now: number): boolean {
  if (!isAbnormal(condition) || inProgressReasons.has(condition.reason)) return false;
  if (!isTransientReason(condition.reason)) return true;
  const stored = before.find(({ type, status }) => type === condition.type && status === 'False');
  return stored !== undefined && now - Date.parse(stored.lastTransitionTime) > stalledAfterMs;
}

/** Every workload has enough pods, and the shop was opened once. */
function isAvailable(
  conditions: readonly Condition[],
  before: readonly StatusCondition[],
  entries: Iterable<ManagedEntry>,
): boolean {
  const isConditionTrue = (all: readonly Condition[], type: string) =>
    all.some((one) => one.type === type && one.status === 'True');
  // A service that was stopped has all the pods it should have.
  if (isConditionTrue(conditions, 'DataLost')) return false;
  if (!isConditionTrue(conditions, 'IngressReady') && !isConditionTrue(before, 'Available')) return false;
  const workloads = [...entries].filter(({ state }) => state.available !== undefined);
  return workloads.length > 0 && workloads.every(({ state }) => state.available);
}

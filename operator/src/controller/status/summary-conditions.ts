/**
 * The summary conditions Ready, Available, Progressing and Stalled, derived from all the others. Pure.
 *
 * - Ready: everything matches the newest spec, and works. False while changes are in progress.
 * - Available: the shop serves, in whatever version. An ordinary rollout leaves it True.
 * - Progressing: the operator or the cluster is working on it; no action is needed.
 * - Stalled: nothing will change until a person acts. kstatus reads it as Failed, and Ready False alone as InProgress.
 */
import type { ManagedEntry } from '../../kube/watch-cache.ts';
import {
  type Condition,
  conditionFalse,
  conditionTrue,
  hasNegativePolarity,
  hibernatedReason,
  isAbnormal,
  isConditionTrue,
  isHibernated,
  isTransientReason,
  type StatusCondition,
} from './conditions.ts';

/**
 * Conditions that inform but don't keep a shop from being Ready: unsupported fields, and violated invariants, as a shop that
 * serves keeps serving, and no rollout, wait or change of the spec would repair data. A schema registry that is away, or a
 * backup that failed, stops nothing; a shop without a mail server sends no messages.
 */
const nonBlockingTypes: ReadonlySet<string> = new Set([
  'FieldsSupported',
  'InvariantsHold',
  'SchemaRegistryReady',
  'ReplicasReady',
  'BackedUp',
  'MailConfigured',
]);
/** Reasons that resolve by themselves, or are what the spec asks for. */
const inProgressReasons: ReadonlySet<string> = new Set(['Progressing', 'Waiting', 'Returning', hibernatedReason]);
/** Milliseconds after which a transient reason (`mayTakeAWhile`) is no longer expected to resolve by itself. */
export const stalledAfterMs = 180_000;

export interface Summary {
  /** In the order of display, these first. */
  readonly conditions: readonly Condition[];
  readonly available: boolean;
  /** Conditions that keep it from being Ready. */
  readonly blocking: readonly Condition[];
  /** Those of them that need a person. */
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

function buildSummary(blocking: readonly Condition[], [cause]: readonly Condition[], available: boolean): Condition[] {
  const [first] = blocking;
  const text = ({ type, message }: Condition) => `${type}: ${message}`;
  const shown = cause ?? first;
  const idle = idleCondition(blocking, cause);
  return [
    shown ? conditionFalse('Ready', shown.reason, text(shown)) : conditionTrue('Ready', 'Ready', 'the shop is ready'),
    available
      ? conditionTrue('Available', 'Serving', 'every component of the shop is ready')
      : conditionFalse('Available', 'NotServing', 'not every component of the shop is ready'),
    idle ??
      (first
        ? conditionTrue('Progressing', first.reason, text(first))
        : conditionFalse('Progressing', 'Complete', 'the shop matches its spec')),
    cause
      ? conditionTrue('Stalled', cause.reason, text(cause))
      : conditionFalse('Stalled', 'NotStalled', 'no action is needed'),
  ];
}

/** The reason why nothing is being changed although the shop is not ready; undefined: something is. */
function idleCondition(blocking: readonly Condition[], cause: Condition | undefined): Condition | undefined {
  if (cause) return conditionFalse('Progressing', 'Stalled', 'stalled: a person has to act, see Stalled');
  return blocking.some(isHibernated)
    ? conditionFalse('Progressing', hibernatedReason, 'the shop sleeps, as its spec says')
    : undefined;
}

/** A check that can't be made from here does not count against a shop. */
const isBlocking = (condition: Condition): boolean =>
  hasNegativePolarity(condition.type) || condition.type === 'Reachable'
    ? isAbnormal(condition)
    : condition.status !== 'True';

/** Pods that can't start may still: a node, a volume or an image may be on its way. */
function needsIntervention(condition: Condition, before: readonly StatusCondition[], now: number): boolean {
  if (!isAbnormal(condition) || inProgressReasons.has(condition.reason)) return false;
  if (!isTransientReason(condition.reason)) return true;
  const stored = before.find(({ type, status }) => type === condition.type && status === 'False');
  return stored !== undefined && now - Date.parse(stored.lastTransitionTime) > stalledAfterMs;
}

/** Every workload has enough ready pods, and the shop was exposed before. */
function isAvailable(
  conditions: readonly Condition[],
  before: readonly StatusCondition[],
  entries: Iterable<ManagedEntry>,
): boolean {
  // A stopped workload has all the pods it should have.
  if (isConditionTrue(conditions, 'DataLost')) return false;
  if (conditions.some(({ reason }) => reason === hibernatedReason)) return false;
  if (!isConditionTrue(conditions, 'IngressReady') && !isConditionTrue(before, 'Available')) return false;
  const workloads = [...entries].filter(({ state }) => state.available !== undefined);
  return workloads.length > 0 && workloads.every(({ state }) => state.available);
}

/**
 * Ready, Available, Progressing and Stalled, from everything else that was found. Pure.
 *
 * - Ready: everything is as the newest spec says, and works. False while it is being made so.
 * - Available: the shop serves, in whatever form. An ordinary roll leaves it True.
 * - Progressing: the operator or the cluster is at work on it; nobody need do anything.
 * - Stalled: nothing will change until a person acts. kstatus reads it as Failed, and Ready False alone as InProgress.
 */
import type { ManagedEntry } from '../kube/watch-cache.ts';
import { type Condition, type Finding, found, isNamedForWorry, isWorry, mayTakeAWhile, missing } from './conditions.ts';

/**
 * What a person should know, and keeps no shop from being Ready: fields without effect; and books that do not add up, since a shop
 * that serves goes on serving, and no roll, wait or change of the spec would mend them.
 */
const noObstacle: ReadonlySet<string> = new Set(['Honoured', 'InvariantsHold']);
/** Reasons that pass by themselves. */
const passing: ReadonlySet<string> = new Set(['Progressing', 'Waiting']);
/** Milliseconds after which what may take a while (`mayTakeAWhile`) is no longer expected to pass by itself. */
export const stuckFor = 180_000;

export interface Summary {
  /** In this order they are shown first. */
  readonly conditions: readonly Finding[];
  readonly available: boolean;
  /** What keeps it from being Ready. */
  readonly open: readonly Finding[];
  /** Those of them that wait for a person. */
  readonly stalling: readonly Finding[];
}

/** @param now milliseconds since the epoch */
export function summaryConditions(
  findings: readonly Finding[],
  before: readonly Condition[],
  entries: Iterable<ManagedEntry>,
  now: number,
): Summary {
  const open = findings.filter((finding) => !noObstacle.has(finding.type) && isOpen(finding));
  const stalling = open.filter((finding) => needsPerson(finding, before, now));
  const available = isAvailable(findings, before, entries);
  return { conditions: summarized(open, stalling, available), available, open, stalling };
}

function summarized([first]: readonly Finding[], [cause]: readonly Finding[], available: boolean): Finding[] {
  const text = ({ type, message }: Finding) => `${type}: ${message}`;
  const shown = cause ?? first;
  const idle = cause ? missing('Progressing', 'Stalled', 'waits for a person') : undefined;
  return [
    shown ? missing('Ready', shown.reason, text(shown)) : found('Ready', 'Ready', 'the shop is open'),
    available
      ? found('Available', 'Serving', 'every part of the shop answers')
      : missing('Available', 'NotServing', 'not every part of the shop answers'),
    idle ??
      (first
        ? found('Progressing', first.reason, text(first))
        : missing('Progressing', 'Complete', 'everything is as the spec says')),
    cause
      ? found('Stalled', cause.reason, text(cause))
      : missing('Stalled', 'NotStalled', 'nothing waits for a person'),
  ];
}

/** What can't be asked from here does not count against a shop. */
const isOpen = (finding: Finding): boolean =>
  isNamedForWorry(finding.type) || finding.type === 'Reachable' ? isWorry(finding) : finding.status !== 'True';

/** Pods that can't start may yet: a node, a volume or an image may be on its way. */
function needsPerson(finding: Finding, before: readonly Condition[], now: number): boolean {
  if (!isWorry(finding) || passing.has(finding.reason)) return false;
  if (!mayTakeAWhile(finding.reason)) return true;
  const known = before.find(({ type, status }) => type === finding.type && status === 'False');
  return known !== undefined && now - Date.parse(known.lastTransitionTime) > stuckFor;
}

/** Every workload has enough pods, and the shop was opened once. */
function isAvailable(
  findings: readonly Finding[],
  before: readonly Condition[],
  entries: Iterable<ManagedEntry>,
): boolean {
  const isTrue = (all: readonly Finding[], type: string) =>
    all.some((one) => one.type === type && one.status === 'True');
  // A service that was stopped has all the pods it should have.
  if (isTrue(findings, 'DataLost')) return false;
  if (!isTrue(findings, 'IngressReady') && !isTrue(before, 'Available')) return false;
  const workloads = [...entries].filter(({ state }) => state.available !== undefined);
  return workloads.length > 0 && workloads.every(({ state }) => state.available);
}

/** Rates and backlogs of the whole shop from two successive reports, whose counters grow from the start of each instance. Pure. */
import type { OperationsReport, ReportedInstance } from '@mambogo/contracts/api/operations.ts';

export interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Confirmed orders per minute; null: not known, as there is no earlier report. */
  readonly confirmed: number | null;
  /** Requests per second. */
  readonly requests: number | null;
  /** Of these, those that failed. */
  readonly failed: number | null;
  /** Events that wait in all outboxes. */
  readonly waiting: number;
  /** Mean milliseconds from the emission of an event to its handling; null: none was handled. */
  readonly delayMs: number | null;
}

const confirmedType = 'order.confirmed';

export function sampleOf(report: OperationsReport, before: OperationsReport | undefined): Sample {
  const at = Date.parse(report.at);
  const waiting = report.services.reduce((sum, { instances }) => sum + (instances[0]?.outbox?.rows ?? 0), 0);
  const seconds = before ? (at - Date.parse(before.at)) / 1_000 : 0;
  if (!before || seconds <= 0) return { at, waiting, confirmed: null, requests: null, failed: null, delayMs: null };
  const grown = (count: (instance: ReportedInstance) => number) => growth(before, report, count);
  const handled = grown(({ inbox }) => inbox.reduce((sum, topic) => sum + topic.handled, 0));
  const delay = grown(({ inbox }) => inbox.reduce((sum, topic) => sum + topic.delaySeconds, 0));
  return {
    at,
    waiting,
    confirmed: (grown(({ emitted }) => emitted[confirmedType] ?? 0) * 60) / seconds,
    requests: grown(({ requests }) => requests?.total ?? 0) / seconds,
    failed: grown(({ requests }) => requests?.failed ?? 0) / seconds,
    delayMs: handled > 0 ? (delay * 1_000) / handled : null,
  };
}

/** Sums over the instances that are in both reports: one that is new counts from its next report. */
function growth(
  before: OperationsReport,
  after: OperationsReport,
  count: (instance: ReportedInstance) => number,
): number {
  const earlier = new Map(instancesOf(before).map((instance) => [keyOf(instance), instance]));
  return instancesOf(after).reduce((sum, instance) => {
    const known = earlier.get(keyOf(instance));
    return known ? sum + Math.max(0, count(instance) - count(known)) : sum;
  }, 0);
}

const instancesOf = ({ services }: OperationsReport): readonly ReportedInstance[] =>
  services.flatMap(({ instances }) => instances);
const keyOf = ({ instance, startedAt }: ReportedInstance): string => `${instance} ${startedAt}`;

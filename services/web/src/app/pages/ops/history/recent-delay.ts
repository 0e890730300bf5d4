/** How long events took to an instance in the last minutes, from counters that grow from its start. Pure. */
import type { OperationsReport, ReportedInstance } from '@mambogo/contracts/api/operations.ts';

type Instance = Pick<ReportedInstance, 'instance' | 'startedAt' | 'inbox'>;

/**
 * Mean milliseconds from the emission of an event to its handling since the first of these reports; null: none was handled.
 * @param reports of the last minutes, oldest first
 */
export function recentDelayMs(instance: Instance, reports: readonly OperationsReport[]): number | null {
  const [first] = reports;
  if (!first) return null;
  const isNew = instance.startedAt > first.at;
  const before = isNew ? { handled: 0, delay: 0 } : reports.map((report) => countsIn(report, instance)).find(Boolean);
  if (!before) return null;
  const now = countsOf(instance);
  const handled = now.handled - before.handled;
  return handled > 0 ? ((now.delay - before.delay) * 1_000) / handled : null;
}

function countsIn({ services }: OperationsReport, { instance, startedAt }: Instance) {
  const found = services
    .flatMap(({ instances }) => instances)
    .find((one) => one.instance === instance && one.startedAt === startedAt);
  return found && countsOf(found);
}

const countsOf = ({ inbox }: Pick<Instance, 'inbox'>) => ({
  handled: inbox.reduce((sum, topic) => sum + topic.handled, 0),
  delay: inbox.reduce((sum, topic) => sum + topic.delaySeconds, 0),
});

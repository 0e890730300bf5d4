/**
 * The condition `InvariantsHold`: whether the books of a shop add up, as the standing watches of its services say. Their pods are
 * asked beside reconciling, now and then.
 *
 * - True: every service that watches its books has checked all rules lately, and all of them hold.
 * - False: some rule is broken; the message names it.
 * - Unknown: a service could not be asked, or has not checked its rules yet.
 *
 * It is about what is in the books and not about whether the shop works, so Ready and Available do not depend on it
 * (docs/decisions/0049).
 */
import { consumers } from '@mambogo/contracts/api/dead-letters.ts';
import { type Condition, conditionFalse, conditionTrue } from '../status/conditions.ts';
import { type BackgroundCheck, createBackgroundCheck, healthyIntervalMs } from './background-check.ts';
import { fetchInvariantReport, type InvariantReport } from './fetch-invariant-report.ts';

/** Service -> addresses of its pods that are ready. */
export type PodAddresses = ReadonlyMap<string, readonly string[]>;
export type InvariantsCheck = BackgroundCheck<PodAddresses>;

/** Milliseconds: until an answer that was just asked for may be there, and while it is not True. */
const intervals = { resultExpected: 3_000, unhealthy: 60_000 } as const;
/** Services check their rules every 10 minutes, so three checks were missed. */
const staleAfterMs = 35 * 60_000;
/** As many rules are named. */
const maxNamed = 20;

const type = 'InvariantsHold';
const invariantsUnknown = (reason: string, message: string): Condition => ({
  type,
  status: 'Unknown',
  reason,
  message,
});

export const createInvariantsCheck = ({
  ask = fetchInvariantReport,
  now = Date.now,
}: {
  ask?: typeof fetchInvariantReport;
  now?: () => number;
} = {}): InvariantsCheck =>
  createBackgroundCheck({
    initialCondition: invariantsUnknown('Waiting', 'the services were not asked yet'),
    initialState: undefined,
    resultExpectedAfter: intervals.resultExpected,
    async probe(pods: PodAddresses) {
      const reports = await Promise.all(
        consumers.map(async (service) => [service, await ask(pods.get(service) ?? [])] as const),
      );
      const condition = invariantsCondition(new Map(reports), now());
      return {
        condition,
        state: undefined,
        recheckAfter: condition.status === 'True' ? healthyIntervalMs : intervals.unhealthy,
      };
    },
    now,
  });
export const invariantsNotChecked = (): Condition =>
  invariantsUnknown('NotChecked', 'this operator is told not to ask the pods of shops (CHECK_INVARIANTS)');

/** Pure. Without times and rows, so that it reads the same as long as it is the same. */
export function invariantsCondition(reports: ReadonlyMap<string, InvariantReport | undefined>, now: number): Condition {
  const broken = [...reports].flatMap(([service, report]) =>
    (report?.broken ?? []).map(({ invariant, count }) => `${service}: ${invariant} (${count})`),
  );
  const servicesWhere = (is: (report: InvariantReport | undefined) => boolean) =>
    [...reports].filter(([, report]) => is(report)).map(([service]) => service);
  const unreachable = servicesWhere((report) => report === undefined);
  const notCheckedYet = servicesWhere((report) => report !== undefined && report.checkedAt === undefined);
  const stale = servicesWhere(({ checkedAt = now } = { broken: [] }) => now - checkedAt > staleAfterMs);
  if (broken.length > 0) {
    const more = broken.length > maxNamed ? `; and ${broken.length - maxNamed} more` : '';
    const named = broken.slice(0, maxNamed).join('; ');
    const message = `broken: ${named}${more}. The rows are on the merchant's overview (GET /api/v1/admin/invariants) and in the services' logs (invariant.violated)`;
    return conditionFalse(type, 'InvariantViolated', message);
  }
  if (unreachable.length > 0)
    return invariantsUnknown(
      'NoAnswer',
      `${unreachable.join(', ')} did not answer at the port of its health: do network policies let the operator's namespace out?`,
    );
  if (notCheckedYet.length > 0)
    return invariantsUnknown(
      'NotCheckedYet',
      `${notCheckedYet.join(', ')} checks its rules some minutes after a start`,
    );
  if (stale.length > 0)
    return invariantsUnknown(
      'NotCheckedLately',
      `${stale.join(', ')} could not check all of its rules for some time: see its log (invariant.not_checked)`,
    );
  return conditionTrue(type, 'AllHold', 'every rule of every service holds');
}

/**
 * The condition `InvariantsHold`: whether the data of a shop is consistent, as reported by the invariant checks of its services.
 * Their pods are queried in the background, at intervals.
 *
 * - True: every service that checks its data has checked all rules recently, and all rules hold.
 * - False: some rule is violated; the message names it.
 * - Unknown: a service could not be queried, or has not checked its rules yet.
 *
 * It is about the data and not about whether the shop works, so Ready and Available do not depend on it
 * (docs/decisions/0049).
 */
import { listViolations } from '@mambogo/contracts/api/invariants.ts';
import { consumers } from '@mambogo/contracts/enumerations.ts';
import { type Condition, conditionFalse, conditionTrue } from '../status/conditions.ts';
import { type BackgroundCheck, createBackgroundCheck, healthyIntervalMs } from './background-check.ts';
import { fetchInvariantReport, type InvariantReport } from './fetch-invariant-report.ts';

/** Service -> addresses of its ready pods. */
export type PodAddresses = ReadonlyMap<string, readonly string[]>;
export type InvariantsCheck = BackgroundCheck<PodAddresses>;

/** Milliseconds until a query that just started may have a result, and between queries while the condition is not True. */
const intervals = { resultExpected: 3_000, unhealthy: 60_000 } as const;
/** Services check their rules every 10 minutes, so this means three missed checks. */
const staleAfterMs = 35 * 60_000;
/** At most this many rules are named. */
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
    initialCondition: invariantsUnknown('Waiting', 'the services have not been queried yet'),
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
  invariantsUnknown('NotChecked', 'CHECK_INVARIANTS is off: this operator does not ask the pods of shops');

/** Pure. Contains no times or rows, so the message changes only when the result does. */
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
    const message = `violated: ${named}${more}. See the affected rows on the merchant's overview (${listViolations.method} ${listViolations.path}) and in the services' logs (invariant.violated)`;
    return conditionFalse(type, 'InvariantViolated', message);
  }
  if (unreachable.length > 0)
    return invariantsUnknown(
      'NoAnswer',
      `${unreachable.join(', ')} did not respond on the health port: check that network policies allow egress from the operator's namespace`,
    );
  if (notCheckedYet.length > 0)
    return invariantsUnknown(
      'NotCheckedYet',
      `${notCheckedYet.join(', ')} has not checked its rules yet: the first check runs some minutes after a start`,
    );
  if (stale.length > 0)
    return invariantsUnknown(
      'NotCheckedLately',
      `${stale.join(', ')} has not completed a check of its rules recently: see its log (invariant.not_checked)`,
    );
  return conditionTrue(type, 'AllHold', 'every rule of every service holds');
}

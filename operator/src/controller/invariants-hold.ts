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
import { askStandingWatch, type WatchReport } from './ask-standing-watch.ts';
import { type BackgroundCheck, createBackgroundCheck, restPause } from './background-check.ts';
import { type Finding, found, missing } from './conditions.ts';

/** Service -> addresses of its pods that are ready. */
export type PodAddresses = ReadonlyMap<string, readonly string[]>;
export type InvariantsWatch = BackgroundCheck<PodAddresses>;

/** Milliseconds: until an answer that was just asked for may be there, and while it is not True. */
const pauses = { answering: 3_000, doubt: 60_000 } as const;
/** Services check their rules every 10 minutes, so three checks were missed. */
const staleAfter = 35 * 60_000;
/** As many rules are named. */
const namedAtMost = 20;

const type = 'InvariantsHold';
const unknown = (reason: string, message: string): Finding => ({ type, status: 'Unknown', reason, message });

export const createInvariantsWatch = ({
  ask = askStandingWatch,
  now = Date.now,
}: {
  ask?: typeof askStandingWatch;
  now?: () => number;
} = {}): InvariantsWatch =>
  createBackgroundCheck({
    waiting: unknown('Waiting', 'the services were not asked yet'),
    initial: undefined,
    answering: pauses.answering,
    async ask(pods: PodAddresses) {
      const reports = await Promise.all(
        consumers.map(async (service) => [service, await ask(pods.get(service) ?? [])] as const),
      );
      const finding = invariantsFinding(new Map(reports), now());
      return { finding, state: undefined, pause: finding.status === 'True' ? restPause : pauses.doubt };
    },
    now,
  });
export const invariantsNotChecked = (): Finding =>
  unknown('NotChecked', 'this operator is told not to ask the pods of shops (CHECK_INVARIANTS)');

/** Pure. Without times and rows, so that it reads the same as long as it is the same. */
export function invariantsFinding(reports: ReadonlyMap<string, WatchReport | undefined>, now: number): Finding {
  const broken = [...reports].flatMap(([service, report]) =>
    (report?.broken ?? []).map(({ invariant, count }) => `${service}: ${invariant} (${count})`),
  );
  const of = (is: (report: WatchReport | undefined) => boolean) =>
    [...reports].filter(([, report]) => is(report)).map(([service]) => service);
  const silent = of((report) => report === undefined);
  const fresh = of((report) => report !== undefined && report.checkedAt === undefined);
  const stale = of(({ checkedAt = now } = { broken: [] }) => now - checkedAt > staleAfter);
  if (broken.length > 0) {
    const more = broken.length > namedAtMost ? `; and ${broken.length - namedAtMost} more` : '';
    const named = broken.slice(0, namedAtMost).join('; ');
    const message = `broken: ${named}${more}. The rows are on the merchant's overview (GET /api/v1/admin/invariants) and in the services' logs (invariant.violated)`;
    return missing(type, 'InvariantViolated', message);
  }
  if (silent.length > 0)
    return unknown(
      'NoAnswer',
      `${silent.join(', ')} did not answer at the port of its health: do network policies let the operator's namespace out?`,
    );
  if (fresh.length > 0)
    return unknown('NotCheckedYet', `${fresh.join(', ')} checks its rules some minutes after a start`);
  if (stale.length > 0)
    return unknown(
      'NotCheckedLately',
      `${stale.join(', ')} could not check all of its rules for some time: see its log (invariant.not_checked)`,
    );
  return found(type, 'AllHold', 'every rule of every service holds');
}

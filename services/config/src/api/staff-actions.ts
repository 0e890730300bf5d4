/**
 * GET /internal/staff-actions: the commits of the settings, newest first, for the trail that the order service merges. The
 * history in Git is the log: each commit's id is a hash of it and of all before it.
 */
import { listServiceStaffActions, type StaffActionQuery } from '@mambogo/contracts/api/internal-staff-actions.ts';
import type { StaffAction } from '@mambogo/contracts/api/staff-actions.ts';
import { type BoundRoute, handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { settingsAction } from '../domain/settings-action.ts';
import type { Commit } from '../store/settings-repository.ts';

/** Commits beyond those that the repository has in memory are in Git only. */
export const staffActions = ({ repository }: Pick<Context, 'repository'>): BoundRoute => {
  let known: { readonly commits: readonly Commit[]; readonly actions: readonly StaffAction[] } | undefined;
  const actionsOf = (commits: readonly Commit[]): readonly StaffAction[] => {
    if (known?.commits !== commits) known = { commits, actions: commits.map(settingsAction).sort(newestFirst) };
    return known.actions;
  };
  return handleRoute(listServiceStaffActions, async ({ query }) => {
    const isWanted = filterOf(query);
    const items = actionsOf(await repository.newest()).filter(isWanted);
    return { status: 200, body: { items: items.slice(0, query.size) } };
  });
};

/** Times in the same form are in the order of their texts. */
function filterOf({ before, beforeId = '', from, actor: wantedActor, type: prefix = '' }: StaffActionQuery) {
  const [end, start] = [before && normal(before), from && normal(from)];
  return ({ id, at, actor, type }: StaffAction): boolean =>
    (end === undefined || at < end || (at === end && id < beforeId)) &&
    (start === undefined || at >= start) &&
    (wantedActor === undefined || actor === wantedActor) &&
    type.startsWith(prefix);
}

const normal = (time: string): string => new Date(time).toISOString();

const newestFirst = (a: StaffAction, b: StaffAction): number =>
  a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;

/**
 * GET /internal/staff-actions: the commits of the settings, newest first, for the trail that the order service merges. The
 * history in Git is the log: each commit's id is a hash of it and of all before it.
 */
import { listServiceStaffActions, type StaffActionQuery } from '@mambogo/contracts/api/internal-staff-actions.ts';
import type { StaffAction } from '@mambogo/contracts/api/staff-actions.ts';
import { type BoundRoute, handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { settingsAction } from '../domain/settings-action.ts';

/** Older commits are in Git only. */
const maxCommits = 2_000;

export const staffActions = ({ repository }: Pick<Context, 'repository'>): BoundRoute =>
  handleRoute(listServiceStaffActions, async ({ query }) => {
    const actions = (await repository.history(maxCommits)).map(settingsAction);
    const items = actions.filter((action) => isWanted(action, query)).sort(newestFirst);
    return { status: 200, body: { items: items.slice(0, query.size) } };
  });

/** Times in the same form are in the order of their texts. */
const isWanted = (
  { id, at, actor, type }: StaffAction,
  { before, beforeId = '', from, ...wanted }: StaffActionQuery,
): boolean =>
  (before === undefined || at < normal(before) || (at === normal(before) && id < beforeId)) &&
  (from === undefined || at >= normal(from)) &&
  (wanted.actor === undefined || actor === wanted.actor) &&
  (wanted.type === undefined || type.startsWith(wanted.type));

const normal = (time: string): string => new Date(time).toISOString();

const newestFirst = (a: StaffAction, b: StaffAction): number =>
  a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;

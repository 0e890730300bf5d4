/**
 * A page of what staff did in all services, newest first. Other services are asked only for what may be on it: what is older than
 * a whole page of this service's own actions is on a later one.
 */
import type { StaffAction } from '@mambogo/contracts/api/staff-actions.ts';
import type { Reader } from '@mambogo/service/database/replica/reads.ts';
import type { Context } from '../../context.ts';
import { traceUrlOf } from '../trace-url.ts';
import { actionQuery, actionReaders, newestFirst, type WantedActions } from './staff-action-readers.ts';

/** Time and id of the last action of a page. */
export type ActionPosition = readonly [at: string, id: string];

export interface MergedActions {
  readonly items: readonly StaffAction[];
  /** Where the next page begins; undefined: there is none. */
  readonly next: ActionPosition | undefined;
  /** Services that did not respond. */
  readonly unavailable: readonly string[];
}

export async function mergeStaffActions(
  context: Context,
  reader: Reader,
  wanted: WantedActions,
  size: number,
  after?: ActionPosition,
): Promise<MergedActions> {
  const unavailable: string[] = [];
  const { own, others } = actionReaders(context, reader, wanted);
  const position = after ? { before: after[0], beforeId: after[1] } : {};
  const query = { ...actionQuery(wanted), ...position, size: size + 1 };
  const ownActions = (await own?.read(query)) ?? [];
  const from = ownActions[size]?.at ?? query.from;
  const otherActions = await Promise.all(
    others.map(({ service, read }) =>
      read({ ...query, from }).catch(() => {
        unavailable.push(service);
        return [];
      }),
    ),
  );
  const found = [ownActions, ...otherActions].flat().sort(newestFirst);
  const items = found.slice(0, size).map((action) => ({ ...action, ...traceUrlOf(context.settings, action.traceId) }));
  const last = items.at(-1);
  return { items, unavailable, next: found.length > size && last ? [last.at, last.id] : undefined };
}

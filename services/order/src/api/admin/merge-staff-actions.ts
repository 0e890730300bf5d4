/** What staff did in all services, newest first: each service lists its own, and this merges them page by page. */
import { listServiceStaffActions, type StaffActionQuery } from '@mambogo/contracts/api/internal-staff-actions.ts';
import type { StaffAction } from '@mambogo/contracts/api/staff-actions.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import { type StaffActionArea, staffActionAreas } from '@mambogo/contracts/staff-action-areas.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import { readStaffActions } from '@mambogo/messaging/audit/staff-action-route.ts';
import { externalIssuer } from '@mambogo/service/auth/shop-verifier.ts';
import type { Context } from '../../context.ts';
import { staffActionSources } from '../../store/staff-actions.ts';
import { traceUrlOf } from '../trace-url.ts';

export interface WantedActions {
  /** A person's id. */
  readonly actor?: string | undefined;
  readonly area?: StaffActionArea | undefined;
  readonly from?: string | undefined;
  readonly before?: string | undefined;
}

/** Time and id of the last action of a page. */
export type ActionPosition = readonly [at: string, id: string];

export interface MergedActions {
  readonly items: readonly StaffAction[];
  /** Where the next page begins; undefined: there is none. */
  readonly next: ActionPosition | undefined;
  /** Services that did not respond. */
  readonly unavailable: readonly string[];
}

const peers = ['product', 'inventory', 'identity', 'config'] as const;

export async function mergeStaffActions(
  context: Context,
  { actor, area, from, before }: WantedActions,
  size: number,
  after?: ActionPosition,
): Promise<MergedActions> {
  const unavailable: string[] = [];
  const query = {
    ...{ before: after?.[0] ?? before, beforeId: after?.[1], from },
    ...{ actor: actor && `merchant:${actor}`, type: area && staffActionAreas[area], size: size + 1 },
  };
  const lists = await Promise.all([
    readStaffActions(context.name, context.database.manager, staffActionSources, query),
    ...peers
      .filter((peer) => peer !== 'identity' || !externalIssuer(context.settings))
      .map((peer) => readPeer(context, peer, query, unavailable)),
  ]);
  const found = lists.flat().sort(newestFirst);
  const items = found.slice(0, size).map((action) => ({ ...action, ...traceUrlOf(context.settings, action.traceId) }));
  const last = items.at(-1);
  return { items, unavailable, next: found.length > size && last ? [last.at, last.id] : undefined };
}

async function readPeer(
  { sidecar, logger }: Context,
  peer: (typeof peers)[number],
  query: StaffActionQuery,
  unavailable: string[],
): Promise<readonly StaffAction[]> {
  const { timeout } = peerCalls.staffActions;
  try {
    return (await callRoute(sidecar, peer, listServiceStaffActions, { query, timeout })).items;
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    logger.warn(
      { event: 'order.staff_actions_incomplete', peer, reason },
      'a service is unavailable, the list of what staff did is incomplete',
    );
    unavailable.push(peer);
    return [];
  }
}

/** The order of the services' own lists: by time, then by the bytes of the id. */
const newestFirst = (a: StaffAction, b: StaffAction): number =>
  a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;

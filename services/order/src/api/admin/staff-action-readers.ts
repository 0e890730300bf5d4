/** How to read what staff did, service by service: only of those that have such actions. */
import { listServiceStaffActions, type StaffActionQuery } from '@mambogo/contracts/api/internal-staff-actions.ts';
import type { StaffAction } from '@mambogo/contracts/api/staff-actions.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import { type StaffActionArea, staffActionAreas, staffActionOwners } from '@mambogo/contracts/staff-action-areas.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import { readStaffActions } from '@mambogo/messaging/audit/staff-action-route.ts';
import { externalIssuer } from '@mambogo/service/auth/shop-verifier.ts';
import type { Reader } from '@mambogo/service/database/replica/reads.ts';
import type { Context } from '../../context.ts';
import { staffActionSources } from '../../store/staff-actions.ts';

export interface WantedActions {
  /** A person's id. */
  readonly actor?: string | undefined;
  readonly area?: StaffActionArea | undefined;
  readonly from?: string | undefined;
  readonly before?: string | undefined;
}

export interface ActionReader {
  readonly service: string;
  /** Newest first. Rejects if the service does not respond. */
  read(query: StaffActionQuery): Promise<readonly StaffAction[]>;
}

export interface ActionReaders {
  /** Of the order service itself. */
  readonly own: ActionReader | undefined;
  readonly others: readonly ActionReader[];
}

export function actionReaders(context: Context, reader: Reader, { area }: WantedActions): ActionReaders {
  const owners = new Set<string>(area ? [staffActionOwners[area]] : Object.values(staffActionOwners));
  if (externalIssuer(context.settings)) owners.delete('identity');
  // Shops of version 1.0.0 have none.
  if (!context.settings.PEERS.pricing) owners.delete('pricing');
  const hasOwn = owners.delete(context.name);
  return {
    own: hasOwn ? ownReader(context, reader) : undefined,
    others: [...owners].map((peer) => peerReader(context, peer)),
  };
}

export const actionQuery = ({ actor, area, from, before }: WantedActions): Omit<StaffActionQuery, 'size'> => ({
  ...{ before, from, actor: actor && `merchant:${actor}`, type: area && staffActionAreas[area] },
});

const ownReader = ({ name, reads }: Context, reader: Reader): ActionReader => ({
  service: name,
  read: (query) => reads.mayBeStale(reader, (manager) => readStaffActions(name, manager, staffActionSources, query)),
});

const peerReader = ({ sidecar, logger }: Context, service: string): ActionReader => ({
  service,
  async read(query) {
    try {
      const { timeout } = peerCalls.staffActions;
      return (await callRoute(sidecar, service, listServiceStaffActions, { query, timeout })).items;
    } catch (error) {
      const reason = error instanceof Error ? error.message : error;
      logger.warn(
        { event: 'order.staff_actions_incomplete', peer: service, reason },
        'a service is unavailable, the list of what staff did is incomplete',
      );
      throw error;
    }
  },
});

/** The order of the services' own lists: by time, then by the bytes of the id. */
export const newestFirst = (a: StaffAction, b: StaffAction): number =>
  a.at === b.at ? (a.id === b.id ? 0 : a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;

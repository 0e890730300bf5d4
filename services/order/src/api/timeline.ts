/**
 * Everything that happened to an order, in every service, by time. A service that is away does not hide the rest: an entry
 * `timeline.incomplete` in its name, at the time of asking, says what is missing.
 */
import type { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { ServiceTimeline, serviceTimelinePath } from '@mambogo/contracts/api/timeline.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import { invokeJson } from '@mambogo/dapr/invoke-json.ts';
import type { Context } from '../context.ts';
import type { OrderEventRow } from '../store/entities.ts';
import { findLog } from '../store/find-log.ts';
import { entryForCustomer } from './entry-for-customer.ts';
import { noSuchOrder } from './no-such-order.ts';

const peers = ['inventory', 'payment'] as const;

/**
 * What a customer may read of it.
 * @param customerId whose the order is; else, and where there is none, the problem not-found.
 */
export const timelineForCustomer = async (context: Context, id: OrderId, customerId: CustomerId) =>
  (await timelineOf(context, id, customerId)).map(entryForCustomer);

/** All of it, for a merchant. */
export async function timelineOf(context: Context, id: OrderId, customerId?: CustomerId): Promise<TimelineEntry[]> {
  const log = await findLog(context.database, id, customerId);
  if (log.length === 0) throw noSuchOrder(id);
  const others = await Promise.all(peers.map((peer) => fetchEntries(context, peer, id)));
  const entries = [...log.map((row) => toEntry(context.name, row)), ...others.flat()];
  // A stable sort: what one service says of the same millisecond keeps its order.
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

async function fetchEntries({ sidecar, logger, name }: Context, peer: string, id: OrderId): Promise<TimelineEntry[]> {
  const path = serviceTimelinePath.replace('{id}', id);
  try {
    return (
      await invokeJson(sidecar, peer, { method: 'GET', path, timeout: peerCalls.timeline.timeout }, ServiceTimeline)
    ).entries;
  } catch (error) {
    logger.warn({ peer, reason: error instanceof Error ? error.message : error }, 'a timeline is incomplete');
    const entry = { at: new Date().toISOString(), service: peer, type: 'timeline.incomplete' };
    const detail = `the ${peer} service could not be asked; what it knows of this order is missing here`;
    return [{ ...entry, actor: `service:${name}`, correlationId: id, data: { detail } }];
  }
}

const toEntry = (service: string, row: OrderEventRow): TimelineEntry => ({
  at: row.at.toISOString(),
  service,
  type: `order.${row.type}`,
  version: row.version,
  actor: row.actor,
  correlationId: row.correlationId,
  causationId: row.causationId ?? undefined,
  data: { ...row.data },
});

/**
 * The history of an order from all services, sorted by time. For a service that is unavailable, an entry `timeline.incomplete`
 * with the current time takes the place of its entries.
 */

import { getServiceTimeline, timelineEntry } from '@mambogo/contracts/api/internal-timeline.ts';
import type { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { addOrderNote } from '@mambogo/contracts/api/staff-notes.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import type { Reader } from '@mambogo/service/database/replica/reads.ts';
import type { Context } from '../context.ts';
import { findLog, type LogRow } from '../store/find-log.ts';
import { findNotesOfOrder, type OrderNote } from '../store/staff-notes.ts';
import { entryForCustomer } from './entry-for-customer.ts';
import { noSuchOrder } from './no-such-order.ts';
import { traceUrlOf } from './trace-url.ts';

const peers = ['inventory', 'payment'] as const;

/**
 * The timeline as the customer may see it. Throws the problem `not-found` unless the order exists and belongs to the customer.
 */
export const timelineForCustomer = async (context: Context, id: OrderId, customerId: CustomerId) =>
  (await timelineOf(context, id, await findLog(context.database, id, customerId))).map(entryForCustomer);

/** The full timeline with the notes of staff (without their texts), for a merchant. */
export async function timelineForMerchant(context: Context, reader: Reader, id: OrderId): Promise<TimelineEntry[]> {
  const { log, notes } = await context.reads.mayBeStale(reader, async (db) => ({
    log: await findLog(db, id),
    notes: await findNotesOfOrder(db, id),
  }));
  const entries = await timelineOf(context, id, log);
  return inOrderOfTime([...entries, ...notes.map((note) => toNoteEntry(context.name, note))]).map((entry) => ({
    ...entry,
    role: roleOf(entry.actor),
    ...traceUrlOf(context.settings, entry.traceId),
  }));
}

async function timelineOf(context: Context, id: OrderId, log: readonly LogRow[]): Promise<TimelineEntry[]> {
  if (log.length === 0) throw noSuchOrder(id);
  const others = await Promise.all(peers.map((peer) => fetchEntries(context, peer, id)));
  return inOrderOfTime([...log.map((row) => toEntry(context.name, row)), ...others.flat()]);
}

/** The sort is stable: entries of one service from the same millisecond keep their order. */
const inOrderOfTime = (entries: readonly TimelineEntry[]): TimelineEntry[] =>
  entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

const roleOf = (actor: string): TimelineEntry['role'] =>
  actor.startsWith('customer:') ? 'customer' : actor.startsWith('merchant:') ? 'merchant' : 'service';

async function fetchEntries({ sidecar, logger, name }: Context, peer: string, id: OrderId): Promise<TimelineEntry[]> {
  try {
    const { timeout } = peerCalls.timeline;
    return (await callRoute(sidecar, peer, getServiceTimeline, { params: { id }, timeout })).entries;
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    logger.warn(
      { event: 'order.timeline_incomplete', peer, reason },
      'a service is unavailable, the timeline of an order is incomplete',
    );
    const entry = { at: new Date().toISOString(), service: peer, type: 'timeline.incomplete' };
    const detail = `the ${peer} service is unavailable; its entries are missing`;
    return [timelineEntry({ ...entry, actor: `service:${name}`, correlationId: id, data: { detail } })];
  }
}

const toEntry = (service: string, row: LogRow): TimelineEntry =>
  timelineEntry({
    at: row.at.toISOString(),
    service,
    type: `order.${row.type}`,
    version: row.version,
    actor: row.actor,
    correlationId: row.correlationId,
    causationId: row.causationId ?? undefined,
    cause: row.cause ?? undefined,
    traceId: row.traceId ?? undefined,
    data: { ...row.data },
  });

const toNoteEntry = (service: string, { id, orderId, author, at }: OrderNote): TimelineEntry =>
  timelineEntry({
    at: at.toISOString(),
    service,
    type: 'staff.note-added',
    actor: `merchant:${author}`,
    correlationId: orderId,
    cause: addOrderNote.id,
    data: { noteId: id },
  });

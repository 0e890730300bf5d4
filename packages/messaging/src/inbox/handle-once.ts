/**
 * Handles events with exactly-once effect, within a transaction that also adds their ids to the inbox; those already in the
 * inbox are skipped. Returns the events that were handled.
 *
 * Nearly all events are new. In PostgreSQL they can be claimed as new ones: the claim is sent with the first statement of a handler,
 * in one round trip, and fails the transaction if one of them is already in the inbox. Independent events are handled concurrently,
 * so that their statements are sent together.
 */
import type { Envelope } from '@mambogo/contracts/events/event.ts';
import { eventsByType } from '@mambogo/contracts/events/events.ts';
import { hold } from '@mambogo/service/database/hold.ts';
import type { EntityManager } from 'typeorm';
import { dialectOf, placeholders } from '../dialect.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { inConsumerSpan } from './consumer-span.ts';
import type { CheckedDelivery } from './delivery.ts';

/** Whether the events are claimed as new ones. */
export type Claim = 'any' | 'new';

export async function handleOnce<C>(
  unit: UnitOfWork,
  consumer: string,
  context: C,
  batch: readonly CheckedDelivery<C>[],
  claim: Claim = 'any',
): Promise<readonly Envelope[]> {
  const { manager } = unit;
  const ids = [...new Set(batch.map(({ envelope }) => envelope.id.toLowerCase()))];
  const asNew = claim === 'new' && dialectOf(manager.connection) === 'postgres';
  const fresh = await (asNew ? claimNew(manager, consumer, ids) : claimAny(manager, consumer, ids));
  const handled = batch.filter(({ envelope }) => fresh.delete(envelope.id.toLowerCase()));
  const handleInOrder = async (deliveries: readonly CheckedDelivery<C>[]) => {
    for (const { handler, envelope } of deliveries)
      await inConsumerSpan(envelope, () =>
        handler.handle(context, withEventMetadata(unit, envelope), envelope.data, envelope),
      );
  };
  const isIndependent = handled.every(({ handler }) => handler.independent);
  const bySubject = Map.groupBy(handled, ({ envelope }) => (isIndependent ? envelope.subject.toLowerCase() : ''));
  await allEnded([...bySubject.values()].map(handleInOrder));
  return handled.map(({ envelope }) => envelope);
}

/** Rejects with the first error, but only when nothing uses the transaction any more. */
async function allEnded(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Events emitted while handling an event carry its id as causation id, and its correlation id. */
const withEventMetadata = (unit: UnitOfWork, { correlationid, id, type }: Envelope): UnitOfWork =>
  unit.withMetadata({
    correlationId: correlationid,
    causationId: id,
    cause: eventsByType.get(type)?.name ?? type,
    actor: unit.metadata.actor,
  });

/** PostgreSQL stores ids in lower case. */
const insertIds = 'insert into inbox (consumer, event_id) select $1, unnest($2::uuid[])';

/** Adds ids to the inbox. The transaction fails if one is not new, before any later statement is executed. */
async function claimNew(manager: EntityManager, consumer: string, ids: readonly string[]): Promise<Set<string>> {
  await hold(manager, insertIds, [consumer, ids]);
  return new Set(ids);
}

/** Adds ids to the inbox; returns those that were new. */
async function claimAny(manager: EntityManager, consumer: string, ids: readonly string[]): Promise<Set<string>> {
  if (dialectOf(manager.connection) === 'postgres') {
    const rows = await manager.query<{ event_id: string }[]>(`${insertIds} on conflict do nothing returning event_id`, [
      consumer,
      ids,
    ]);
    return new Set(rows.map((row) => row.event_id));
  }
  const seen = await manager.query<{ event_id: string }[]>(
    `select event_id from inbox where consumer = ? and event_id in (${ids.map(() => '?').join(',')})`,
    [consumer, ...ids],
  );
  const fresh = new Set(ids);
  for (const { event_id } of seen) fresh.delete(event_id);
  if (fresh.size > 0)
    await manager.query(
      `insert into inbox (consumer, event_id) values ${placeholders(fresh.size, 2)}`,
      [...fresh].flatMap((id) => [consumer, id]),
    );
  return fresh;
}

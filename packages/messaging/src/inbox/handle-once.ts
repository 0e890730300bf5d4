/**
 * Handles events with exactly-once effect, within a transaction that also adds their ids to the inbox; those already in the
 * inbox are skipped. Returns the events that were handled.
 */
import type { Envelope } from '@mambogo/contracts/events/event.ts';
import { eventsByType } from '@mambogo/contracts/events/events.ts';
import type { EntityManager } from 'typeorm';
import { dialectOf, placeholders } from '../dialect.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { inConsumerSpan } from './consumer-span.ts';
import type { CheckedDelivery } from './delivery.ts';

export async function handleOnce<C>(
  unit: UnitOfWork,
  consumer: string,
  context: C,
  batch: readonly CheckedDelivery<C>[],
): Promise<readonly Envelope[]> {
  const fresh = await claim(
    unit.manager,
    consumer,
    batch.map(({ envelope }) => envelope.id),
  );
  const handled: Envelope[] = [];
  for (const { handler, envelope } of batch) {
    if (!fresh.delete(envelope.id.toLowerCase())) continue;
    handled.push(envelope);
    await inConsumerSpan(envelope, () =>
      handler.handle(context, withEventMetadata(unit, envelope), envelope.data, envelope),
    );
  }
  return handled;
}

/** Events emitted while handling an event carry its id as causation id, and its correlation id. */
const withEventMetadata = (unit: UnitOfWork, { correlationid, id, type }: Envelope): UnitOfWork =>
  unit.withMetadata({
    correlationId: correlationid,
    causationId: id,
    cause: eventsByType.get(type)?.name ?? type,
    actor: unit.metadata.actor,
  });

/** Adds ids to the inbox; returns those that were new, in lower case as PostgreSQL stores them. */
async function claim(manager: EntityManager, consumer: string, ids: readonly string[]): Promise<Set<string>> {
  const unique = [...new Set(ids.map((id) => id.toLowerCase()))];
  if (dialectOf(manager.connection) === 'postgres') {
    const rows = await manager.query<{ event_id: string }[]>(
      `insert into inbox (consumer, event_id) select $1, unnest($2::uuid[])
       on conflict do nothing returning event_id`,
      [consumer, unique],
    );
    return new Set(rows.map((row) => row.event_id));
  }
  const seen = await manager.query<{ event_id: string }[]>(
    `select event_id from inbox where consumer = ? and event_id in (${unique.map(() => '?').join(',')})`,
    [consumer, ...unique],
  );
  const fresh = new Set(unique);
  for (const { event_id } of seen) fresh.delete(event_id);
  if (fresh.size > 0)
    await manager.query(
      `insert into inbox (consumer, event_id) values ${placeholders(fresh.size, 2)}`,
      [...fresh].flatMap((id) => [consumer, id]),
    );
  return fresh;
}

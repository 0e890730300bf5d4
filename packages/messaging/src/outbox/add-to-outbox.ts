/** Inserts events into the outbox in the caller's transaction, with one statement, in order of their sequence. */
import type { EntityManager } from 'typeorm';
import { dialectOf, placeholders } from '../dialect.ts';
import type { IntegrationEvent } from '../integration-event.ts';

export async function addToOutbox(manager: EntityManager, events: readonly IntegrationEvent[]): Promise<void> {
  if (events.length === 0) return;
  if (dialectOf(manager.connection) === 'postgres') {
    // One parameter for any number of rows: the statement's text stays the same, so it is prepared once.
    const rows = events.map(({ topic, key, envelope }) => ({ id: envelope.id, topic, key, envelope }));
    await manager.query(
      `insert into outbox (id, topic, message_key, envelope) select id, topic, key, envelope
       from json_to_recordset($1) as f(id uuid, topic text, key text, envelope json)`,
      [JSON.stringify(rows)],
    );
  } else
    await manager.query(
      `insert into outbox (id, topic, message_key, envelope) values ${placeholders(events.length, 4)}`,
      events.flatMap(({ topic, key, envelope }) => [envelope.id, topic, key, JSON.stringify(envelope)]),
    );
}

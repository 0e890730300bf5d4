/** Puts facts into the outbox, in the caller's transaction, in one statement. Their order is that of the sequence. */
import type { EntityManager } from 'typeorm';
import { dialectOf, placeholders } from '../dialect.ts';
import type { Fact } from '../fact.ts';

export async function addToOutbox(manager: EntityManager, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  const values = facts.flatMap(({ topic, key, envelope }) => [envelope.id, topic, key, JSON.stringify(envelope)]);
  await manager.query(
    `insert into outbox (id, topic, message_key, envelope) values ${placeholders(dialectOf(manager.connection), facts.length, 4)}`,
    values,
  );
}

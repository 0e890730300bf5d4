/** A snapshot of a PostgreSQL database that stays readable, also by other connections, until it is closed. */
import { z } from 'zod';
import type { OutboxPosition } from './backup-manifest.ts';
import type { DatabaseSource } from './database-source.ts';
import { postgresClient } from './pause-relays.ts';

export interface PostgresSnapshot {
  readonly source: DatabaseSource;
  /** The value of pg_dump's `--snapshot`. */
  readonly id: string;
  readonly outbox: OutboxPosition;
  close(): Promise<void>;
}

const Row = z.object({
  id: z.string(),
  position: z.string(),
  waiting: z.int(),
  topics: z.record(z.string(), z.string()),
});

export async function openSnapshot(source: DatabaseSource): Promise<PostgresSnapshot> {
  const client = postgresClient(source);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query(`
      select pg_export_snapshot() as id, (select coalesce(max(seq), 0)::text from outbox) as position,
        (select count(*)::int from outbox where published_at is null) as waiting,
        (select coalesce(json_object_agg(topic, epoch), '{}') from topic_epoch) as topics`);
    const { id, ...outbox } = Row.parse(rows[0]);
    return { source, id, outbox: { service: source.service, ...outbox }, close: () => client.end() };
  } catch (error) {
    await client.end();
    throw error;
  }
}

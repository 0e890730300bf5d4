/** How many messages wait to be sent, and how long the oldest that is due has waited. */
import { cached, storeReadIntervalMs } from '@mambogo/metrics/cached.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import type { DataSource } from 'typeorm';

interface Waiting {
  readonly rows: number;
  readonly oldest: number;
}

/** Messages that are not meant to be sent yet do not wait. */
export function measureMessages(database: DataSource): void {
  const waiting = cached(storeReadIntervalMs, async () => {
    const [row] = await database.query<Waiting[]>(
      `select count(*)::int as rows, coalesce(extract(epoch from now() - min(queued_at)), 0)::float8 as oldest
       from message where next_at is not null and (tries > 0 or next_at <= now())`,
    );
    return row ?? { rows: 0, oldest: 0 };
  });
  meter.read('mambogo_messages_waiting', async () => (await waiting()).rows);
  meter.read('mambogo_messages_oldest_seconds', async () => (await waiting()).oldest);
}

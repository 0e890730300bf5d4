/** The events of an outbox that were parked because they are too large to be published, for the operations page. */
import type { ParkedEvent } from '@mambogo/contracts/api/internal-instance.ts';
import type { DataSource } from 'typeorm';
import { dialectOf, query } from '../dialect.ts';

interface Row {
  readonly id: string;
  readonly topic: string;
  readonly type: string;
  /** Begins with the number of bytes: see the relay. */
  readonly reason: string;
  readonly age: number | string;
}

const maxListed = 20;

/** Reads unpublished rows only, which are indexed. */
export async function listParkedEvents(database: DataSource): Promise<ParkedEvent[]> {
  const { type, age } = columns[dialectOf(database)];
  const rows = await query<Row[]>(
    database.manager,
    `select id, topic, ${type} as type, parked as reason, ${age} as age from outbox
     where published_at is null and parked is not null order by seq limit ${maxListed}`,
  );
  return rows.map(({ id, topic, type, reason, age }) => ({
    id,
    topic,
    type,
    bytes: Number.parseInt(reason, 10) || 0,
    ageSeconds: Number(age),
  }));
}

const columns = {
  postgres: { type: `envelope ->> 'type'`, age: 'extract(epoch from now() - created_at)::float8' },
  mysql: { type: `json_value(envelope, '$.type')`, age: 'timestampdiff(microsecond, created_at, now(6)) / 1000000' },
};

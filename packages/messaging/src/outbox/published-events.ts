/** GET /internal/published-events: lists the outbox's published events, for consumers that compare them with their inboxes. */
import {
  comparisonPageSize,
  listPublishedEvents,
  type PublishedEvents,
  type PublishedEventsQuery,
} from '@mambogo/contracts/api/internal-comparisons.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { DataSource } from 'typeorm';
import { dialectOf, query } from '../dialect.ts';

export const publishedEventsRoute = (database: DataSource) =>
  handleRoute(listPublishedEvents, async (call) => ({
    status: 200,
    body: await publishedEvents(database, call.query),
  }));

interface Row {
  readonly id: string;
  readonly seq: string;
  readonly type: string;
  readonly subject: string;
  /** Time of publication: microseconds since 1970, in the time zone of the session. */
  readonly micros: string;
  readonly age: number | string;
}

/**
 * Reads rows in order of publication, which is indexed. Those of the last minutes are left out, so no commit can add a row
 * before a returned position; a row that is republished is returned again.
 */
export async function publishedEvents(
  database: DataSource,
  { types, olderThan, within, after }: PublishedEventsQuery,
): Promise<PublishedEvents> {
  const sql = statements[dialectOf(database)];
  const [micros, seq] = after?.split('.') ?? [];
  const from = micros === undefined ? `published_at >= ${sql.ago}` : `published_at >= ${sql.at}`;
  const beyond = micros === undefined ? '' : `and (published_at > ${sql.at} or seq > ?)`;
  const rows = await query<Row[]>(
    database.manager,
    `select id, seq, message_key as subject, ${sql.type} as type, ${sql.micros} as micros, ${sql.age} as age
     from outbox where ${from} ${beyond} and published_at <= ${sql.ago} order by published_at, seq limit ${comparisonPageSize}`,
    [...(micros === undefined ? [within] : [micros, micros, seq]), olderThan],
  );
  const wanted = new Set(types.split(','));
  const last = rows.at(-1);
  return {
    items: rows
      .filter(({ type }) => wanted.has(type))
      .map(({ id, type, subject, age }) => ({ id, type, subject, age: Number(age) })),
    ...(last ? { position: `${last.micros}.${last.seq}` } : {}),
    full: rows.length === comparisonPageSize,
  };
}

const statements = {
  postgres: {
    type: `envelope ->> 'type'`,
    micros: '(extract(epoch from published_at) * 1000000)::bigint',
    age: 'extract(epoch from now() - published_at)::float8',
    at: `timestamptz 'epoch' + ?::float8 * interval '1 microsecond'`,
    ago: 'now() - make_interval(secs => ?)',
  },
  mysql: {
    type: `json_value(envelope, '$.type')`,
    micros: `timestampdiff(microsecond, '1970-01-01', published_at)`,
    age: 'timestampdiff(microsecond, published_at, now(6)) / 1000000',
    at: `timestamp('1970-01-01') + interval ? microsecond`,
    ago: 'now(6) - interval ? second',
  },
} as const;

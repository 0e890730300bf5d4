/**
 * The outbox in PostgreSQL. The relay lock is a transaction-level advisory lock, so it always ends with the transaction.
 *
 * `next_at` of an unpublished row is when the table's relay may publish it: the end of its lease, or the time of its retry if it has
 * failed attempts; null: now.
 */
import { postgresRelayLock } from '@mambogo/contracts/events/relay-lock.ts';
import type { DataSource, EntityManager } from 'typeorm';
import { sqlBackoff } from '../dialect.ts';
import type { OutboxRow } from './outbox-row.ts';
import type { LockedOutbox, OutboxStore } from './outbox-store.ts';

export const postgresOutboxStore = (database: DataSource): OutboxStore => ({
  leased: {
    async markPublished(ids) {
      // Without next_at a row was republished meanwhile, because the broker lost data: it must be published again.
      await database.query(
        'update outbox set published_at = now() where id = any($1::uuid[]) and published_at is null and next_at is not null',
        [ids],
      );
    },
    async markFailed(ids) {
      await database.query(`${countFailure} where id = any($1::uuid[]) and published_at is null`, [ids]);
    },
    async release(ids) {
      await database.query(
        'update outbox set next_at = null where id = any($1::uuid[]) and published_at is null and attempts = 0',
        [ids],
      );
    },
  },

  async hasPending() {
    const rows = await database.query<unknown[]>(
      `select from outbox where published_at is null and parked is null and ${isDue} limit 1`,
    );
    return rows.length > 0;
  },

  withRelayLock: (body) =>
    database.transaction(async (manager) => {
      const [row] = await manager.query<{ acquired: boolean }[]>('select pg_try_advisory_xact_lock($1) as acquired', [
        postgresRelayLock,
      ]);
      if (!row?.acquired) return false;
      await body(lockedOutbox(manager));
      return true;
    }),

  async backlog() {
    const [row] = await database.query<{ rows: number; oldest: number | null }[]>(
      `select count(*)::int as rows, extract(epoch from now() - min(created_at))::float8 as oldest
       from outbox where published_at is null and parked is null`,
    );
    return { rows: row?.rows ?? 0, oldestSeconds: row?.oldest ?? 0 };
  },

  async purge({ outboxDays, inboxDays }) {
    await database.query('delete from outbox where published_at < now() - make_interval(days => $1)', [outboxDays]);
    await database.query('delete from inbox where received_at < now() - make_interval(days => $1)', [inboxDays]);
    await database.query('delete from dead_letter where settled_at < now() - make_interval(days => $1)', [inboxDays]);
    await database.query('delete from delivery_failure where failed_at < now() - make_interval(days => $1)', [
      inboxDays,
    ]);
    await database.query("delete from answered_request where created_at < now() - interval '1 day'");
  },

  async close() {},
});

const isDue = '(next_at is null or next_at <= now())';

/** With the current time, not the transaction's: after a publish that failed slowly, the retry must not be due at once. */
const countFailure = `update outbox set attempts = attempts + 1,
  next_at = clock_timestamp() + make_interval(secs => ${sqlBackoff('attempts', '1', '60')})`;

const lockedOutbox = (manager: EntityManager): LockedOutbox => ({
  select: (limit) =>
    manager.query<OutboxRow[]>(
      `select seq, id, topic, message_key as "messageKey", envelope::text from outbox o
       where published_at is null and parked is null and ${isDue}
         and not exists (select 1 from outbox f where f.published_at is null and f.parked is null
           and f.message_key = o.message_key and f.topic = o.topic and f.seq < o.seq and f.next_at > now())
       order by seq limit $1`,
      [limit],
    ),
  async markPublished(seqs) {
    await manager.query('update outbox set published_at = now() where seq = any($1::bigint[])', [seqs]);
  },
  async park(seq, reason) {
    await manager.query('update outbox set parked = $2 where seq = $1', [seq, reason]);
  },
  async markFailed(seqs) {
    await manager.query(`${countFailure} where seq = any($1::bigint[])`, [seqs]);
  },
});

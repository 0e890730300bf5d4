/** The outbox in MariaDB or MySQL. The relay lock is GET_LOCK on a dedicated connection; the server frees it when that closes. */
import { mysqlRelayLock } from '@mambogo/contracts/events/relay-lock.ts';
import type { DataSource, QueryRunner } from 'typeorm';
import { sqlBackoff } from '../dialect.ts';
import type { OutboxRow } from './outbox-row.ts';
import type { LockedOutbox, OutboxStore } from './outbox-store.ts';

export function mysqlOutboxStore(database: DataSource): OutboxStore {
  let dedicated: QueryRunner | undefined;
  const connection = async (): Promise<QueryRunner> => {
    if (!dedicated) {
      const fresh = database.createQueryRunner();
      await fresh.connect();
      // A frozen instance must not keep the lock: the server closes a connection that is idle for this many seconds.
      await fresh.query('set session wait_timeout = 60');
      dedicated = fresh;
    }
    return dedicated;
  };
  /** Closes a failed connection; the server frees its lock. */
  const drop = async () => {
    const broken = dedicated;
    dedicated = undefined;
    await broken?.release().catch(() => undefined);
  };

  /** undefined: another relay holds the lock. */
  async function lock(): Promise<QueryRunner | undefined> {
    const runner = await connection();
    const [row] = (await runner.query(`select get_lock(${mysqlRelayLock}, 0) as acquired`)) as {
      acquired: number | string;
    }[];
    return Number(row?.acquired) === 1 ? runner : undefined;
  }

  return {
    async hasPending() {
      const rows = await database.query<unknown[]>(
        'select seq from outbox where published_at is null and parked is null limit 1',
      );
      return rows.length > 0;
    },

    async withRelayLock(body) {
      try {
        // The server closes a connection that was idle for too long, so the lock is retried with a new one.
        const runner = await lock().catch(() => drop().then(lock));
        if (!runner) return false;
        try {
          await body(lockedOutbox(runner));
        } finally {
          await runner.query(`select release_lock(${mysqlRelayLock})`);
        }
        return true;
      } catch (error) {
        await drop();
        throw error;
      }
    },

    async backlog() {
      const [row] = await database.query<{ waiting: string; oldest: string | null }[]>(
        `select count(*) as waiting, timestampdiff(microsecond, min(created_at), now(6)) / 1000000 as oldest
         from outbox where published_at is null and parked is null`,
      );
      return { rows: Number(row?.waiting ?? 0), oldestSeconds: Number(row?.oldest ?? 0) };
    },

    async purge({ outboxDays, inboxDays }) {
      await database.query('delete from outbox where published_at < now(6) - interval ? day', [outboxDays]);
      await database.query('delete from inbox where received_at < now(6) - interval ? day', [inboxDays]);
      await database.query('delete from dead_letter where settled_at < now(6) - interval ? day', [inboxDays]);
      await database.query('delete from delivery_failure where failed_at < now(6) - interval ? day', [inboxDays]);
      await database.query('delete from answered_request where created_at < now(6) - interval 1 day');
    },

    close: drop,
  };
}

const lockedOutbox = (runner: QueryRunner): LockedOutbox => ({
  async select(limit) {
    // The index is forced because, with many rows waiting, the planner would scan the whole table including published rows.
    return (await runner.query(
      `select seq, id, topic, message_key as messageKey, envelope
       from outbox o force index (outbox_waiting)
       where published_at is null and parked is null
         and not exists (select 1 from outbox f where f.published_at is null and f.attempts > 0
           and f.message_key = o.message_key and f.topic = o.topic and f.seq <= o.seq and f.next_at > now(6))
       order by seq limit ?`,
      [limit],
    )) as OutboxRow[];
  },
  async markPublished(seqs) {
    await runner.query(`update outbox set published_at = now(6) where seq in (${seqs.map(() => '?').join(',')})`, [
      ...seqs,
    ]);
  },
  async park(seq, reason) {
    await runner.query('update outbox set parked = ? where seq = ?', [reason, seq]);
  },
  async markFailed(seqs) {
    await runner.query(
      `update outbox set next_at = now(6) + interval ${sqlBackoff('attempts', '1', '60')} second, attempts = attempts + 1
       where seq in (${seqs.map(() => '?').join(',')})`,
      [...seqs],
    );
  },
});

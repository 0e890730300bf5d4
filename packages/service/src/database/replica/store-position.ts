/**
 * How far a server's copy of the data has come: a log sequence number of PostgreSQL, the last GTID of MariaDB. Positions of
 * different histories can't be compared: a primary that was replaced, or restored to an earlier moment, begins another history.
 */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

export interface StorePosition {
  readonly history: string;
  readonly at: bigint;
}

type Db = Pick<EntityManager, 'query' | 'connection'>;
/** The source of all writes, or a copy. */
export type ServerRole = 'primary' | 'replica';

const Row = z.tuple([z.object({ history: z.string(), at: z.string().regex(/^\d+$/) })]);
const GtidRow = z.tuple([z.object({ gtid: z.string().nullable() })]);

/** What the server has: on the primary everything that was committed before, on a replica everything that queries find. */
export async function readPosition(db: Db, role: ServerRole): Promise<StorePosition> {
  if (db.connection.options.type !== 'postgres') {
    const [{ gtid }] = GtidRow.parse(await db.query(gtidSql[role]));
    return parseGtid(gtid ?? '');
  }
  const [{ history, at }] = Row.parse(await db.query(lsnSql[role]));
  return { history, at: BigInt(at) };
}

/** A commit is acknowledged once its record is flushed, and visible at a standby once it is replayed. */
const lsnSql = {
  primary: lsn('pg_current_wal_flush_lsn()'),
  replica: lsn('pg_last_wal_replay_lsn()'),
};

function lsn(position: string): string {
  return `select (${position} - '0/0'::pg_lsn)::text as at,
    (select system_identifier from pg_control_system()) || '/' || (select timeline_id from pg_control_checkpoint()) as history`;
}

/** A commit is in the binary log before it is acknowledged, and counted by a replica once it is committed there. */
const gtidSql = {
  primary: 'select @@global.gtid_binlog_pos as gtid',
  replica: 'select @@global.gtid_slave_pos as gtid',
};

/** `domain-server-number`; the domain is drawn with a primary's first binary log. Empty: the history is not known yet. */
function parseGtid(gtid: string): StorePosition {
  const [domain = '', , number = '0'] = gtid.split('-');
  return { history: domain, at: BigInt(number) };
}

export const includes = (one: StorePosition, other: StorePosition): boolean =>
  one.history !== '' && one.history === other.history && one.at >= other.at;

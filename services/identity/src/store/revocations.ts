/**
 * Access tokens that end before they expire, as rows in commit order: a reader that has read up to an id has read all before
 * it. Each row is written in the transaction of its cause, as its last statement, and kept until the tokens it rejects have
 * expired.
 */
import type { RevocationLine } from '@mambogo/contracts/api/internal-revocations.ts';
import type { DataSource, EntityManager } from 'typeorm';

export interface Revocations {
  /** Ends the tokens of these sessions. */
  sessions(manager: EntityManager, uids: readonly string[]): Promise<void>;
  /** Ends all current tokens of a person, in every session, and those of their programs; tokens issued later are valid. */
  person(manager: EntityManager, personId: string): Promise<void>;
  /** Ends the access tokens of an API token that have a lower epoch. */
  apiToken(manager: EntityManager, id: string, epoch: number): Promise<void>;
}

/** Notified at the commit of every revocation. */
export const revocationChannel = 'revocation';

/** Allowance for clock differences and for the time it takes to issue a token, in seconds. */
const clockSkewSeconds = 60;

/** @param tokenSeconds lifetime of an access token */
export function createRevocations(tokenSeconds: number): Revocations {
  /** Without the lock, ids could commit out of order and readers would miss some. */
  const inOrder = (manager: EntityManager) => manager.query('lock table revocation in share row exclusive mode');
  const expiry = `now() + ${tokenSeconds + clockSkewSeconds} * interval '1 second'`;
  /** The subject: a person, or a program by its API token. */
  const end = (manager: EntityManager, subject: string, epoch: number) =>
    manager.query(`insert into revocation (person_id, epoch, expires_at) values ($1, $2, ${expiry})`, [subject, epoch]);
  return {
    async sessions(manager, uids) {
      if (uids.length === 0) return;
      await inOrder(manager);
      await manager.query(`insert into revocation (sid, expires_at) select unnest($1::text[]), ${expiry}`, [uids]);
      await notify(manager);
    },
    async person(manager, personId) {
      const [rows] = await manager.query<[{ epoch: number }[], number]>(
        'update person set token_epoch = token_epoch + 1 where id = $1 returning token_epoch as epoch',
        [personId],
      );
      if (!rows[0]) return;
      const [programs] = await manager.query<[{ id: string; epoch: number }[], number]>(
        'update api_token set epoch = epoch + 1 where person_id = $1 returning id, epoch',
        [personId],
      );
      await inOrder(manager);
      for (const { id, epoch } of programs) await end(manager, id, epoch);
      await end(manager, personId, rows[0].epoch);
      await notify(manager);
    },
    async apiToken(manager, id, epoch) {
      await inOrder(manager);
      await end(manager, id, epoch);
      await notify(manager);
    },
  };
}

const notify = (manager: EntityManager) => manager.query(`select pg_notify('${revocationChannel}', '')`);

export type Revocation = Exclude<RevocationLine, { type: 'current' }>;

export interface NewRevocations {
  /** The last id; 0 when all have expired. */
  readonly current: number;
  readonly revocations: readonly Revocation[];
}

/** Those after a cursor. */
export async function findRevocations(database: DataSource, after: number): Promise<NewRevocations> {
  const rows = await database.query<RevocationRow[]>(
    `with last as (select coalesce(max(id), 0) as id from revocation)
     select last.id::float8 as current, r.id::float8 as cursor, r.sid, r.person_id as sub, r.epoch,
       extract(epoch from r.expires_at)::float8 as until
     from last left join revocation r on r.id > $1 and r.expires_at > now()
     order by r.id`,
    [after],
  );
  return { current: rows[0]?.current ?? 0, revocations: rows.flatMap(lineOf) };
}

interface RevocationRow {
  readonly current: number;
  readonly cursor: number | null;
  readonly sid: string | null;
  readonly sub: string | null;
  readonly epoch: number | null;
  readonly until: number | null;
}

function lineOf({ cursor, sid, sub, epoch, until }: RevocationRow): Revocation[] {
  if (cursor === null || until === null) return [];
  if (sid !== null) return [{ type: 'session', cursor, sid, until }];
  return sub !== null && epoch !== null ? [{ type: 'person', cursor, sub, epoch, until }] : [];
}

/** Where people are logged in: a row for each of the provider's sessions, with its device and last use. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Revocations } from './revocations.ts';

export interface SignedIn {
  /** The session's uid at the provider. */
  readonly uid: string;
  /** Such as `Firefox on Linux`. */
  readonly device: string;
  readonly beganAt: Date;
  /** A log-in, a silent renewal or a refresh of tokens; to the minute. */
  readonly usedAt: Date;
}

export interface SignedInSessions {
  /** Records a use of a session of this person. */
  touch(session: { readonly uid: string; readonly personId: string; readonly device: string }): Promise<void>;
  /** The active ones, last used first. */
  list(personId: string): Promise<SignedIn[]>;
  /** Ends one of this person's sessions and every token issued in it. */
  end(personId: string, uid: string): Promise<void>;
  /** Ends all but one. */
  endOthers(personId: string, keptUid: string): Promise<void>;
  /** Ends all sessions and every token of this person, whatever session it has. */
  endAll(personId: string): Promise<void>;
}

export const createSignedInSessions = (database: DataSource, revocations: Revocations): SignedInSessions => ({
  async touch({ uid, personId, device }) {
    await database.query(
      `insert into signed_in as old (uid, person_id, device) select $1, id, $3 from person where id = $2
       on conflict (uid) do update set used_at = now(), person_id = excluded.person_id
       where old.used_at < now() - interval '1 minute' or old.person_id <> excluded.person_id`,
      [uid, personId, device],
    );
  },
  list: (personId) =>
    database.query<SignedIn[]>(
      `select uid, device, began_at as "beganAt", used_at as "usedAt" from signed_in s
       where person_id = $1 and ${isGood} order by used_at desc, uid`,
      [personId],
    ),
  async end(personId, uid) {
    await database.transaction(async (manager) => {
      await revocations.sessions(manager, await endSessions(manager, personId, 'uid = $2', uid));
    });
  },
  async endOthers(personId, keptUid) {
    await database.transaction(async (manager) => {
      await revocations.sessions(manager, await endSessions(manager, personId, 'uid <> $2', keptUid));
    });
  },
  async endAll(personId) {
    await database.transaction(async (manager) => {
      await endSessions(manager, personId, 'uid <> $2', '');
      await revocations.person(manager, personId);
    });
  },
});

/** Returns the uids of the sessions that existed. */
async function endSessions(manager: EntityManager, personId: string, which: string, uid: string): Promise<string[]> {
  const [gone] = await manager.query<[{ uid: string }[], number]>(
    `delete from signed_in where person_id = $1 and ${which} returning uid`,
    [personId, uid],
  );
  const uids = gone.map((row) => row.uid);
  await manager.query(`delete from oidc_record where model = 'Session' and uid = any($1)`, [uids]);
  return uids;
}

const isGood = `exists (
  select 1 from oidc_record r where r.model = 'Session' and r.uid = s.uid and (r.expires_at is null or r.expires_at > now()))`;

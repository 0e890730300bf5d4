/**
 * Where the OpenID provider keeps sessions, interactions, grants, codes and refresh tokens: one table, shared by all
 * instances. Ids are secrets of whoever holds them, so they are stored as hashes, and contents are sealed: who reads the
 * table or a backup of it can be nobody. A code or refresh token is consumed by one statement, so exactly once.
 */
import { createHash } from 'node:crypto';
import { open, seal } from '@mambogo/service/personal-data.ts';
import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

interface Row {
  payload: Buffer;
  /** Seconds since 1970. */
  consumed: number | null;
}

const Payload = z.record(z.string(), z.unknown());

/** @param sealingKey 32 bytes; what was sealed under another one counts as not there */
export function createOidcRecords(database: DataSource, sealingKey: Buffer): AdapterFactory {
  const read = ([row]: Row[]): AdapterPayload | undefined => {
    if (!row) return undefined;
    try {
      const payload = Payload.parse(JSON.parse(open(sealingKey, row.payload).toString('utf8')));
      return row.consumed === null ? payload : { ...payload, consumed: row.consumed };
    } catch {
      return undefined;
    }
  };
  return (model): Adapter => ({
    async upsert(id, payload, expiresIn) {
      await database.query(
        `insert into oidc_record (model, id, payload, uid, user_code, grant_id, expires_at)
         values ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 second')
         on conflict (model, id) do update set payload = excluded.payload, uid = excluded.uid,
           user_code = excluded.user_code, grant_id = excluded.grant_id, expires_at = excluded.expires_at`,
        [
          model,
          hash(id),
          seal(sealingKey, Buffer.from(JSON.stringify(payload))),
          payload.uid ?? null,
          payload.userCode ?? null,
          payload.grantId ?? null,
          expiresIn ?? null,
        ],
      );
    },
    find: async (id) => read(await database.query<Row[]>(`${select} and id = $2`, [model, hash(id)])),
    findByUid: async (uid) => read(await database.query<Row[]>(`${select} and uid = $2`, [model, uid])),
    findByUserCode: async (code) => read(await database.query<Row[]>(`${select} and user_code = $2`, [model, code])),
    async consume(id) {
      const [, count] = await database.query<[unknown[], number]>(
        'update oidc_record set consumed_at = now() where model = $1 and id = $2 and consumed_at is null',
        [model, hash(id)],
      );
      if (count > 0) return;
      // Two at the same moment: which of them is a thief's nobody knows, so what the other one gets is good for nothing.
      await database.query(
        `delete from oidc_record where model = 'Grant' and id in
           (select sha256(convert_to(grant_id, 'UTF8')) from oidc_record where model = $1 and id = $2)`,
        [model, hash(id)],
      );
      throw new errors.InvalidGrant('already used');
    },
    async destroy(id) {
      await database.query('delete from oidc_record where model = $1 and id = $2', [model, hash(id)]);
    },
    async revokeByGrantId(grantId) {
      await database.query('delete from oidc_record where model = $1 and grant_id = $2', [model, grantId]);
    },
  });
}

const select =
  "select payload, extract(epoch from date_trunc('second', consumed_at))::float8 as consumed from oidc_record where model = $1";

const hash = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Ends a log-in session by its uid: every token that came from it is refused from now on. */
export async function endSession(database: DataSource, uid: string): Promise<void> {
  await database.query("delete from oidc_record where model = 'Session' and uid = $1", [uid]);
}

/** Ends every token that came from these grants; the sessions they were given in go on. */
export async function endGrants(database: DataSource, grantIds: readonly string[]): Promise<void> {
  await database.query("delete from oidc_record where grant_id = any($1) or (model = 'Grant' and id = any($2))", [
    grantIds,
    grantIds.map(hash),
  ]);
}

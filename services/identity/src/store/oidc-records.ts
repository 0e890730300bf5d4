/**
 * The OpenID provider's store for sessions, interactions, grants, codes and refresh tokens: one table, shared by all instances.
 * Ids are bearer secrets, so they are stored as hashes, and contents are sealed: reading the table or a backup lets nobody
 * impersonate a user. A code or refresh token is consumed by one statement, so exactly once.
 *
 * The same client may reuse a refresh token within seconds, as the response may have been lost: it gets another successor, and
 * the previous one is superseded. Using a superseded token, or the first token again after a successor was used, shows that it
 * was copied.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { open, seal } from '@mambogo/service/crypto/personal-data.ts';
import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Revocations } from './revocations.ts';

interface Row {
  payload: Buffer;
  /** Seconds since 1970. */
  consumed: number | null;
  /** Consumed a moment ago by the same client. */
  isRetry: boolean;
}

/** What is known of the request that the provider is handling. */
export interface ProviderRequest {
  /** The client's user agent. */
  readonly userAgent: string;
  /** It ends the whole session, not one client's part of it. */
  readonly isLogOut: boolean;
  /** Id of the refresh token that is replaced. */
  readonly replaced?: string;
}

export interface OidcRecordsParts {
  readonly database: DataSource;
  /** 32 bytes; records sealed under another key count as missing. */
  readonly sealingKey: KeyObject;
  readonly revoke: Revocations;
  readonly request: () => ProviderRequest;
}

const Payload = z.record(z.string(), z.unknown());

export function createOidcRecords({ database, sealingKey, revoke, request }: OidcRecordsParts): AdapterFactory {
  const device = () => hash(request().userAgent);
  const read = ([row]: Row[]): AdapterPayload | undefined => {
    if (!row) return undefined;
    try {
      const payload = Payload.parse(JSON.parse(open(sealingKey, row.payload).toString('utf8')));
      return row.consumed === null || row.isRetry ? payload : { ...payload, consumed: row.consumed };
    } catch {
      return undefined;
    }
  };
  return (model): Adapter => ({
    async upsert(id, payload, expiresIn) {
      const { replaced } = request();
      const successorOf = model === 'RefreshToken' && replaced ? hash(replaced) : null;
      const write = (manager: Pick<EntityManager, 'query'>) =>
        manager.query(
          `insert into oidc_record (model, id, payload, uid, user_code, grant_id, expires_at, successor_of)
         values ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 second', $8)
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
            successorOf,
          ],
        );
      if (!successorOf) return void (await write(database));
      await database.transaction(async (manager) => {
        await supersede(manager, successorOf);
        await write(manager);
      });
    },
    find: async (id) => read(await database.query<Row[]>(`${select} and id = $3`, [model, device(), hash(id)])),
    findByUid: async (uid) => read(await database.query<Row[]>(`${select} and uid = $3`, [model, device(), uid])),
    findByUserCode: async (code) =>
      read(await database.query<Row[]>(`${select} and user_code = $3`, [model, device(), code])),
    async consume(id) {
      const [, count] = await database.query<[unknown[], number]>(
        'update oidc_record set consumed_at = now(), consumed_by = $3 where model = $1 and id = $2 and consumed_at is null',
        [model, hash(id), device()],
      );
      if (count > 0) return;
      const [again] = await database.query<Row[]>(`${select} and id = $3`, [model, device(), hash(id)]);
      if (again?.isRetry) return;
      // Two at the same moment: nobody can know which one is the thief's, so what the other one gets is unusable.
      await database.query(
        `delete from oidc_record where model = 'Grant' and id in
           (select sha256(convert_to(grant_id, 'UTF8')) from oidc_record where model = $1 and id = $2)`,
        [model, hash(id)],
      );
      throw new errors.InvalidGrant('already used');
    },
    async destroy(id) {
      const isEnd = model === 'Session' && request().isLogOut;
      await database.transaction(async (manager) => {
        const [gone] = await manager.query<[{ uid: string | null }[], number]>(
          'delete from oidc_record where model = $1 and id = $2 returning uid',
          [model, hash(id)],
        );
        // A session whose id changes is also destroyed, but continues under the new id.
        if (isEnd)
          await revoke.sessions(
            manager,
            gone.flatMap(({ uid }) => uid ?? []),
          );
      });
    },
    async revokeByGrantId(grantId) {
      await database.query('delete from oidc_record where model = $1 and grant_id = $2', [model, grantId]);
    },
  });
}

/** Seconds in which the same client may reuse a refresh token. */
const grace = 10;

/** When superseded tokens were "consumed": long before any grace period, and not 0, which the provider takes for never. */
const superseded = 'to_timestamp(1)';

/** Of the model $1, for a client of the device $2. */
const select = `
  select payload, extract(epoch from date_trunc('second', consumed_at))::float8 as consumed,
    coalesce(model = 'RefreshToken' and consumed_at > now() - interval '${grace} seconds' and consumed_by = $2
      and not exists (select from oidc_record s where s.model = 'RefreshToken' and s.successor_of = r.id
        and s.consumed_at > ${superseded}), false) as "isRetry"
  from oidc_record r where model = $1`;

/** Of concurrent requests with the same token, the last one's successor is valid. */
async function supersede(manager: EntityManager, predecessor: Buffer): Promise<void> {
  await manager.query("select from oidc_record where model = 'RefreshToken' and id = $1 for update", [predecessor]);
  await manager.query(
    `update oidc_record set consumed_at = ${superseded}
     where model = 'RefreshToken' and successor_of = $1 and consumed_at is null`,
    [predecessor],
  );
}

const hash = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Ends a log-in session by its uid: every token issued in it is rejected from now on. */
export async function endSession(database: DataSource, revoke: Revocations, uid: string): Promise<void> {
  await database.transaction(async (manager) => {
    await manager.query("delete from oidc_record where model = 'Session' and uid = $1", [uid]);
    await revoke.sessions(manager, [uid]);
  });
}

/** Ends every token of these grants; the sessions they were issued in continue. */
export async function endGrants(database: DataSource, grantIds: readonly string[]): Promise<void> {
  await database.query("delete from oidc_record where grant_id = any($1) or (model = 'Grant' and id = any($2))", [
    grantIds,
    grantIds.map(hash),
  ]);
}

/**
 * API tokens: a client id and a secret each, with which a program gets access tokens (client credentials). A secret is 256
 * random bits and stored as its SHA-256, so it can be shown only once. A token belongs to a person: it never exceeds their
 * roles and is deleted with them. Revoking it ends its access tokens, like those of a session.
 */
import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@mambogo/contracts/ids.ts';
import type { Role } from '@mambogo/contracts/scopes.ts';
import type { DataSource } from 'typeorm';
import { type ApiTokenScope, effectiveScopes } from '../domain/api-token-scopes.ts';
import type { Revocations } from './revocations.ts';

/** Maximum per person. */
export const maxApiTokens = 20;

export interface ApiToken {
  /** The client id. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  /** When a program last got an access token with it; to the minute. */
  readonly usedAt: Date | null;
}

/** As the OpenID provider sees it. */
export interface ApiTokenClient {
  readonly id: string;
  readonly name: string;
  readonly secretHash: string;
  readonly ownerId: string;
  /** The scopes it has now. */
  readonly scopes: readonly ApiTokenScope[];
  readonly epoch: number;
}

export interface ApiTokens {
  /** undefined: they have reached the maximum. */
  create(
    personId: string,
    token: { readonly name: string; readonly scopes: readonly ApiTokenScope[] },
  ): Promise<{ readonly id: string; readonly secret: string } | undefined>;
  /** Newest first. */
  list(personId: string): Promise<ApiToken[]>;
  /** False: this person has no such token. */
  revoke(personId: string, id: string): Promise<boolean>;
  find(id: string): Promise<ApiTokenClient | undefined>;
  /** Records that an access token was issued. */
  used(id: string): Promise<void>;
}

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

interface ClientRow {
  readonly name: string;
  readonly secretHash: string;
  readonly ownerId: string;
  readonly scopes: string[];
  readonly roles: Role[];
  readonly epoch: number;
}

export const createApiTokens = (database: DataSource, revocations: Revocations): ApiTokens => ({
  async create(personId, { name, scopes }) {
    const [id, secret] = [newId(), `mbg_${randomBytes(32).toString('hex')}`];
    const rows = await database.query<unknown[]>(
      `insert into api_token (id, person_id, name, secret_hash, scopes)
       select $1, id, $3, $4, $5 from person where id = $2
         and (select count(*) from api_token where person_id = $2) < ${maxApiTokens}
       returning id`,
      [id, personId, name, hashSecret(secret), [...scopes]],
    );
    return rows.length > 0 ? { id, secret } : undefined;
  },
  list: (personId) =>
    database.query<ApiToken[]>(
      `select id, name, scopes, created_at as "createdAt", used_at as "usedAt" from api_token
       where person_id = $1 order by created_at desc, id`,
      [personId],
    ),
  revoke: (personId, id) =>
    database.transaction(async (manager) => {
      const [gone] = await manager.query<[{ epoch: number }[], number]>(
        'delete from api_token where id = $1 and person_id = $2 returning epoch',
        [id, personId],
      );
      if (!gone[0]) return false;
      await revocations.apiToken(manager, id, gone[0].epoch + 1);
      return true;
    }),
  async find(id) {
    if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
    const [row] = await database.query<ClientRow[]>(
      `select t.name, t.secret_hash as "secretHash", t.scopes, t.epoch, p.id as "ownerId", p.roles
       from api_token t join person p on p.id = t.person_id where t.id = $1`,
      [id],
    );
    if (!row) return undefined;
    const { roles, scopes, ...rest } = row;
    return { id, ...rest, scopes: effectiveScopes(scopes, roles) };
  },
  async used(id) {
    await database.query(
      `update api_token set used_at = now()
       where id = $1 and (used_at is null or used_at < now() - interval '1 minute')`,
      [id],
    );
  },
});

/**
 * The signing keys: RSA, private parts sealed, replaced by age (domain/key-schedule.ts). The first one is created at the first
 * start. Changes are made under a lock, so that instances agree; ages come from the store's clock.
 */
import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { open, seal } from '@mambogo/service/crypto/personal-data.ts';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { type KeySchedule, planKeys } from '../domain/key-schedule.ts';
import { SigningKeyEntity } from './entities.ts';

const lockNumber = 7_262_002;
const generate = promisify(generateKeyPair);

const PublicParts = z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() });
const PrivateJwk = PublicParts.extend({
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});
export type SigningKey = z.output<typeof PrivateJwk> & { kid: string; use: 'sig'; alg: 'RS256' };

/**
 * The signing key first, then those that are only published. Creates and removes keys as due.
 * @param sealingKey of 32 bytes
 */
export async function loadSigningKeys(
  database: DataSource,
  sealingKey: KeyObject,
  schedule: KeySchedule,
): Promise<SigningKey[]> {
  return locked(database, async (manager) => {
    if (planKeys(await readKeys(manager), schedule).createNext) await makeKey(manager, sealingKey);
    const rows = await readKeys(manager);
    const { published, removed } = planKeys(rows, schedule);
    if (removed.length > 0) await manager.delete(SigningKeyEntity, removed);
    return published.flatMap((kid) => {
      const row = rows.find((one) => one.kid === kid);
      return row ? [{ ...unseal(sealingKey, row.privateKey), ...marks(kid) }] : [];
    });
  });
}

/**
 * Creates another key, whatever the age of the last: it becomes active like any other.
 * @param discard removes the existing keys at once: every token they signed becomes invalid
 */
export async function rotateSigningKeys(
  database: DataSource,
  sealingKey: KeyObject,
  discard: boolean,
): Promise<string> {
  return locked(database, async (manager) => {
    if (discard) await manager.query('delete from signing_key');
    return makeKey(manager, sealingKey);
  });
}

const locked = <T>(database: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> =>
  database.transaction(async (manager) => {
    await manager.query('select pg_advisory_xact_lock($1)', [lockNumber]);
    return work(manager);
  });

const Rows = z.array(z.object({ kid: z.string(), privateKey: z.instanceof(Buffer), age: z.coerce.number() }));

/** Newest first. */
const readKeys = async (manager: EntityManager) =>
  Rows.parse(
    await manager.query(
      `select kid, private_key as "privateKey", extract(epoch from clock_timestamp() - created_at) as age
         from signing_key order by created_at desc, kid`,
    ),
  );

async function makeKey(manager: EntityManager, sealingKey: KeyObject): Promise<string> {
  const { privateKey } = await generate('rsa', { modulusLength: 2_048 });
  const jwk = PrivateJwk.parse(privateKey.export({ format: 'jwk' }));
  const kid = thumbprint(jwk);
  await manager.insert(SigningKeyEntity, { kid, privateKey: seal(sealingKey, Buffer.from(JSON.stringify(jwk))) });
  return kid;
}

/** The public part of a key. */
export const publicKey = ({ kty, n, e, kid, use, alg }: SigningKey) => ({ kty, n, e, kid, use, alg });

const marks = (kid: string) => ({ kid, use: 'sig', alg: 'RS256' }) as const;

const unseal = (sealingKey: KeyObject, sealed: Buffer) => {
  try {
    return PrivateJwk.parse(JSON.parse(open(sealingKey, sealed).toString('utf8')));
  } catch (cause) {
    throw new Error('the signing keys in the store were sealed under another personal-data-key', { cause: cause });
  }
};

/** RFC 7638: the required members in lexicographic order. */
const thumbprint = ({ e, kty, n }: z.output<typeof PublicParts>): string =>
  createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');

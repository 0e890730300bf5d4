/**
 * The keys that sign tokens: RSA, private parts sealed, newest first (it signs; the others stay published for tokens that
 * are still about). The first one is made at the first start; instances that start together agree by a lock.
 */
import { createHash, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { open, seal } from '@mambogo/service/personal-data.ts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
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

/** @param sealingKey 32 bytes */
export async function loadSigningKeys(database: DataSource, sealingKey: Buffer): Promise<SigningKey[]> {
  return database.transaction(async (manager) => {
    await manager.query('select pg_advisory_xact_lock($1)', [lockNumber]);
    const rows = await manager.find(SigningKeyEntity, { order: { createdAt: 'DESC' } });
    if (rows.length > 0)
      return rows.map(({ kid, privateKey }) => ({ ...unseal(sealingKey, privateKey), ...marks(kid) }));
    const { privateKey } = await generate('rsa', { modulusLength: 2_048 });
    const jwk = PrivateJwk.parse(privateKey.export({ format: 'jwk' }));
    const kid = thumbprint(jwk);
    await manager.insert(SigningKeyEntity, { kid, privateKey: seal(sealingKey, Buffer.from(JSON.stringify(jwk))) });
    return [{ ...jwk, ...marks(kid) }];
  });
}

/** What may be seen of a key. */
export const publicKey = ({ kty, n, e, kid, use, alg }: SigningKey) => ({ kty, n, e, kid, use, alg });

const marks = (kid: string) => ({ kid, use: 'sig', alg: 'RS256' }) as const;

const unseal = (sealingKey: Buffer, sealed: Buffer) => {
  try {
    return PrivateJwk.parse(JSON.parse(open(sealingKey, sealed).toString('utf8')));
  } catch (cause) {
    throw new Error('the signing keys in the store were sealed under another personal-data-key', { cause });
  }
};

/** RFC 7638: the required members in lexicographic order. */
const thumbprint = ({ e, kty, n }: z.output<typeof PublicParts>): string =>
  createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');

/** Tokens signed with the shop's real key, or almost: for what only somebody with its database and secrets could make. */
import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { open } from '@mambogo/service/crypto/personal-data.ts';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { localShop } from '../shop-under-test.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** As stored by the identity service: sealed in its database under a key derived from its credential. */
export async function readSigningKey(): Promise<SigningKey> {
  const shop = localShop();
  const client = new pg.Client({ connectionString: shop.databaseUrl('identity') });
  await client.connect();
  try {
    const { rows } = await client.query<{ kid: string; private_key: Buffer }>(
      'select kid, private_key from signing_key order by created_at desc limit 1',
    );
    const [row] = rows;
    if (!row) throw new Error('the shop has no signing key');
    const people = Buffer.from(shop.credential('identity', 'personal-data-key'), 'base64url');
    const sealing = Buffer.from(hkdfSync('sha256', people, '', 'identity/signing-keys', 32));
    const jwk = JSON.parse(open(createSecretKey(sealing), row.private_key).toString('utf8')) as Record<string, string>;
    return { kid: row.kid, privateKey: createPrivateKey({ key: jwk, format: 'jwk' }) };
  } finally {
    await client.end();
  }
}

export const untrustedKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;

/** The public key as text: the "secret" of an algorithm confusion. */
export const publicText = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

export const sign = (claims: object, key: jwt.Secret | KeyObject, options: jwt.SignOptions): string =>
  jwt.sign(claims, key as jwt.Secret, {
    ...options,
    header: { alg: options.algorithm ?? 'RS256', typ: 'at+jwt', ...options.header },
  });

/**
 * What a sidecar shows sentry to be given its certificate: a token for its app id, signed by a key of this start of the shop.
 * The key is kept nowhere: who can read neither a sidecar's token nor this process can make none. A token has no end of its
 * own, since certificates are renewed as long as the shop runs; the next start knows other keys.
 */
import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';

export interface SidecarTokens {
  /** What the tokens can be checked with, as a JWKS. */
  readonly keys: string;
  tokenFor(appId: string): string;
}

/** SPIFFE id of sentry, whose trust domain is localhost on one machine. */
const sentryId = 'spiffe://localhost/ns/default/dapr-sentry';
const keyId = 'runner';

export function makeSidecarTokens(namespace: string): SidecarTokens {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'ES256' };
  return {
    keys: JSON.stringify({ keys: [key] }),
    tokenFor: (appId) =>
      jwt.sign({}, privateKey, {
        algorithm: 'ES256',
        keyid: keyId,
        audience: sentryId,
        subject: `spiffe://public/ns/${namespace}/${appId}`,
        // A clock that is put back would make the token one of the future.
        noTimestamp: true,
      }),
  };
}

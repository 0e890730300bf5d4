/**
 * The token with which a sidecar requests its certificate from sentry: for its app id, signed by a key of this start of the shop.
 * The key is not stored: without access to a sidecar's token or this process's memory, no token can be forged. Tokens do not
 * expire, since certificates are renewed as long as the shop runs; the next start uses another key.
 */
import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';

export interface SidecarTokens {
  /** Public keys of the tokens, as a JWKS. */
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
        // A clock that is set back would make the token not yet valid.
        noTimestamp: true,
      }),
  };
}

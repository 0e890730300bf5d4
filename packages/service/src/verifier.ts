/** Access tokens: JWT, RS256 only, checked for issuer, audience and time, with the issuer's key of their key id. */
import type { Role, Scope } from '@mambogo/contracts/scopes.ts';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { Problem } from './problem.ts';
import { createSigningKeys, type FetchKeys } from './signing-keys.ts';

/** Who is asking, by a verified token. */
export interface Caller {
  /** The token's subject: a customer's id. */
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly scopes: ReadonlySet<Scope>;
  /** The token itself, to pass on to a peer. Never logged. */
  readonly token: string;
}

export type Verify = (token: string) => Promise<Caller>;

const Claims = z.object({
  sub: z.string().min(1),
  scope: z.string().default(''),
  roles: z.array(z.enum(['USER', 'ADMIN'])).default([]),
});

export interface VerifierSettings {
  readonly issuer: string;
  readonly audience: string;
  /** The issuer's JSON Web Key Set. */
  readonly fetchKeys: FetchKeys;
}

export function createVerifier({ issuer, audience, fetchKeys }: VerifierSettings): Verify {
  const findKey = createSigningKeys(`${issuer}/jwks`, fetchKeys);
  return async (token) => {
    const decoded = jwt.decode(token, { complete: true });
    if (!decoded?.header.kid || decoded.header.alg !== 'RS256') throw refused('it is not a token of this shop');
    const key = await findKey(decoded.header.kid).catch((cause: unknown) => {
      throw new Problem('upstream-unavailable', 'tokens cannot be checked right now; try again', {}, { cause });
    });
    if (!key) throw refused('its key is unknown');
    try {
      const claims = Claims.parse(
        jwt.verify(token, key, { algorithms: ['RS256'], issuer, audience, clockTolerance: 5 }),
      );
      const scopes = new Set(claims.scope.split(' ').filter(Boolean) as Scope[]);
      return { subject: claims.sub, roles: claims.roles, scopes, token };
    } catch (error) {
      throw refused(error instanceof jwt.TokenExpiredError ? 'it has expired' : 'it is not valid');
    }
  };
}

const refused = (why: string) => new Problem('unauthenticated', `the access token is refused: ${why}`);

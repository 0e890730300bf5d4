/**
 * Verifies access tokens: JWTs signed with the issuer's key of their key id, with an algorithm of the issuer (RS256 for the
 * shop's own). Checks type, issuer, audience, time and revocation. The claims of a verified token are remembered for a minute, so
 * that its signature is not verified again with every request; revocation and step-up are checked each time.
 */
import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { Problem } from '../http/problem.ts';
import { noRevocations, type Revocations } from './revocations/revocations.ts';
import { createSigningKeys, type FetchKeys } from './signing-keys.ts';
import { type StepUpChallenge, type StepUpPolicy, stepUpChallenge } from './step-up.ts';
import { type ReadClaims, readShopClaims, type TokenClaims } from './token-claims.ts';

/** The caller by a verified token; the subject is a customer's id. */
export interface Caller extends TokenClaims {
  /** The token itself, for calls to other services. Never logged. */
  readonly token: string;
  /** The challenge for routes that require step-up; absent if this log-in satisfies the policy. */
  readonly stepUp?: StepUpChallenge;
}

export type Verify = (token: string) => Promise<Caller>;

/** Only asymmetric algorithms: with a shared secret, anyone who can verify tokens could also issue them. */
export type TokenAlgorithm = 'RS256' | 'PS256' | 'ES256';

export interface VerifierSettings {
  readonly issuer: string;
  readonly audience: string;
  /** The issuer's JSON Web Key Set. */
  readonly fetchKeys: FetchKeys;
  /** Default: only RS256. */
  readonly algorithms?: readonly TokenAlgorithm[];
  /** Default: claims of the shop's own identity service. */
  readonly readClaims?: ReadClaims;
  /** Default: routes that require step-up accept every log-in. */
  readonly stepUp?: StepUpPolicy;
  /** Accepted values of the header `typ` (RFC 9068 section 2.1), in lower case, '' for none. Default: only at+jwt. */
  readonly types?: readonly string[];
  /** Default: none. */
  readonly revocations?: Revocations;
}

/** Seconds by which clocks may differ. */
const clockTolerance = 5;

const rememberedMs = 60_000;
/** Some 2 KB each. A client with very many tokens only has others verified again. */
const maxRemembered = 2_000;

export function createTokenVerifier(settings: VerifierSettings): Verify {
  const { issuer, audience, fetchKeys, readClaims = readShopClaims, types = ['at+jwt'] } = settings;
  const { stepUp, revocations = noRevocations() } = settings;
  const algorithms: TokenAlgorithm[] = [...(settings.algorithms ?? ['RS256' as const])];
  const findKey = createSigningKeys(`${issuer}/jwks`, fetchKeys);
  const remembered = new LRUCache<string, TokenClaims>({
    max: maxRemembered,
    perf: { now: () => Date.now() },
    ttlResolution: 0,
  });

  async function verifyClaims(token: string): Promise<TokenClaims> {
    const decoded = jwt.decode(token, { complete: true });
    if (!decoded?.header.kid || !algorithms.some((one) => one === decoded.header.alg))
      throw rejected('it is not a token of this shop');
    if (!types.includes(typeOf(decoded.header.typ))) throw rejected('it is not an access token');
    const key = await findKey(decoded.header.kid).catch(throwUnverifiable);
    if (!key) throw rejected('its key is unknown');
    const claims = readVerified(() =>
      readClaims(jwt.verify(token, key, { algorithms, issuer, audience, clockTolerance })),
    );
    if ((claims.issuedAt ?? 0) > Date.now() / 1_000 + clockTolerance) throw rejected('it was issued in the future');
    const ttl = Math.min(rememberedMs, Math.floor(claims.expiresAt * 1_000 - Date.now()));
    if (ttl > 0) remembered.set(token, claims, { ttl });
    return claims;
  }

  return async (token) => {
    const claims = remembered.get(token) ?? (await verifyClaims(token));
    await revocations.whenKnown().catch(throwUnverifiable);
    if (revocations.isRevoked(claims)) throw rejected('its session has ended or it was revoked');
    const challenge = stepUpChallenge(stepUp, claims);
    return { ...claims, token, ...(challenge ? { stepUp: challenge } : {}) };
  };
}

/** Media types are case-insensitive, and `application/` may be omitted (RFC 7515 section 4.1.9). */
const typeOf = (typ: string | undefined): string => (typ ?? '').toLowerCase().replace(/^application\//, '');

function readVerified(claims: () => TokenClaims): TokenClaims {
  try {
    return claims();
  } catch (error) {
    throw rejected(error instanceof jwt.TokenExpiredError ? 'it has expired' : 'it is not valid');
  }
}

function throwUnverifiable(cause: unknown): never {
  throw new Problem(
    'upstream-unavailable',
    'access tokens cannot be verified at the moment; try again',
    {},
    { cause: cause },
  );
}

const rejected = (why: string) => new Problem('unauthenticated', `the access token is invalid: ${why}`);

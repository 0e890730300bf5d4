/**
 * Access tokens: JWT, signed by the issuer's key of their key id with an algorithm that is its (RS256 for the shop's own),
 * checked for type, issuer, audience, time, and for having been revoked.
 */
import jwt from 'jsonwebtoken';
import { Problem } from '../http/problem.ts';
import { noRevocations, type Revocations } from './revocations/revocations.ts';
import { createSigningKeys, type FetchKeys } from './signing-keys.ts';
import { type StepUpChallenge, type StepUpPolicy, stepUpChallenge } from './step-up.ts';
import { type ReadClaims, readShopClaims, type TokenClaims } from './token-claims.ts';

/** Who is asking, by a verified token; the subject is a customer's id. */
export interface Caller extends TokenClaims {
  /** The token itself, to pass on to a peer. Never logged. */
  readonly token: string;
  /** What a route that needs step-up lacks of this log-in; absent: nothing. */
  readonly stepUp?: StepUpChallenge;
}

export type Verify = (token: string) => Promise<Caller>;

/** Asymmetric ones alone: with a shared secret whoever can check a token can make one. */
export type TokenAlgorithm = 'RS256' | 'PS256' | 'ES256';

export interface VerifierSettings {
  readonly issuer: string;
  readonly audience: string;
  /** The issuer's JSON Web Key Set. */
  readonly fetchKeys: FetchKeys;
  /** Default: RS256 alone. */
  readonly algorithms?: readonly TokenAlgorithm[];
  /** Default: as the shop's own identity service says it. */
  readonly readClaims?: ReadClaims;
  /** Default: routes that need step-up take every log-in. */
  readonly stepUp?: StepUpPolicy;
  /** Values of the header `typ` (RFC 9068 section 2.1), in small letters, '' for none. Default: at+jwt alone. */
  readonly types?: readonly string[];
  /** Default: none. */
  readonly revocations?: Revocations;
}

/** Seconds by which clocks may differ. */
const clockTolerance = 5;

export function createTokenVerifier(settings: VerifierSettings): Verify {
  const { issuer, audience, fetchKeys, readClaims = readShopClaims, types = ['at+jwt'] } = settings;
  const { stepUp, revocations = noRevocations() } = settings;
  const algorithms: TokenAlgorithm[] = [...(settings.algorithms ?? ['RS256' as const])];
  const findKey = createSigningKeys(`${issuer}/jwks`, fetchKeys);
  return async (token) => {
    const decoded = jwt.decode(token, { complete: true });
    if (!decoded?.header.kid || !algorithms.some((one) => one === decoded.header.alg))
      throw rejected('it is not a token of this shop');
    if (!types.includes(typeOf(decoded.header.typ))) throw rejected('it is no access token');
    const key = await findKey(decoded.header.kid).catch(throwUnverifiable);
    if (!key) throw rejected('its key is unknown');
    const claims = readVerified(() =>
      readClaims(jwt.verify(token, key, { algorithms, issuer, audience, clockTolerance })),
    );
    if ((claims.issuedAt ?? 0) > Date.now() / 1_000 + clockTolerance) throw rejected('it is from the future');
    await revocations.whenKnown().catch(throwUnverifiable);
    if (revocations.isRevoked(claims)) throw rejected('what it stood for has ended');
    const challenge = stepUpChallenge(stepUp, claims);
    return { ...claims, token, ...(challenge ? { stepUp: challenge } : {}) };
  };
}

/** Media types are compared without regard to case, and `application/` may be left out (RFC 7515 section 4.1.9). */
const typeOf = (typ: string | undefined): string => (typ ?? '').toLowerCase().replace(/^application\//, '');

function readVerified(claims: () => TokenClaims): TokenClaims {
  try {
    return claims();
  } catch (error) {
    throw rejected(error instanceof jwt.TokenExpiredError ? 'it has expired' : 'it is not valid');
  }
}

function throwUnverifiable(cause: unknown): never {
  throw new Problem('upstream-unavailable', 'tokens cannot be checked right now; try again', {}, { cause: cause });
}

const rejected = (why: string) => new Problem('unauthenticated', `the access token is refused: ${why}`);

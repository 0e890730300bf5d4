/**
 * The verifier of a shop's access tokens. It fetches keys from the shop's identity service through the sidecar, or from an
 * external issuer by URL.
 */
import { internalRoute } from '@mambogo/contracts/route.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import { z } from 'zod';
import { oidcDiscoveryKeys } from './oidc-discovery-keys.ts';
import type { Revocations } from './revocations/revocations.ts';
import { type StepUpSettings, stepUpPolicy } from './step-up.ts';
import { readExternalClaims } from './token-claims.ts';
import { createTokenVerifier, type Verify } from './token-verifier.ts';

export interface IssuerSettings extends Partial<StepUpSettings> {
  readonly PUBLIC_URL: string;
  /** Absent: the shop's own identity service. */
  readonly ISSUER?: string;
  readonly AUDIENCE: string;
  /** For an external issuer: `at+jwt` if it follows RFC 9068. Default: any type that is common for access tokens. */
  readonly TOKEN_TYPE?: 'at+jwt' | 'any';
}

/** Issuers that do not follow RFC 9068 use the type `JWT`, or none. */
const tokenTypes = { 'at+jwt': ['at+jwt'], any: ['at+jwt', 'jwt', ''] } as const;

/** The issuer of the shop's own identity service. */
export const ownIssuer = ({ PUBLIC_URL }: Pick<IssuerSettings, 'PUBLIC_URL'>): string =>
  `${PUBLIC_URL.replace(/\/+$/, '')}/auth`;

/** The issuer that replaces the shop's own, if one is configured. */
export function externalIssuer({
  PUBLIC_URL,
  ISSUER,
}: Pick<IssuerSettings, 'PUBLIC_URL' | 'ISSUER'>): string | undefined {
  return ISSUER === ownIssuer({ PUBLIC_URL }) ? undefined : ISSUER;
}

/** @param revocations of the shop's own issuer; an external issuer reports none */
export function createShopVerifier(settings: IssuerSettings, sidecar: Sidecar, revocations?: Revocations): Verify {
  const external = externalIssuer(settings);
  const audience = settings.AUDIENCE;
  if (external) {
    return createTokenVerifier({
      issuer: external,
      audience,
      fetchKeys: oidcDiscoveryKeys(external),
      algorithms: ['RS256', 'PS256', 'ES256'],
      readClaims: readExternalClaims(external),
      stepUp: stepUpPolicy(settings),
      types: tokenTypes[settings.TOKEN_TYPE ?? 'any'],
    });
  }
  return createTokenVerifier({
    issuer: ownIssuer(settings),
    audience,
    stepUp: stepUpPolicy(settings),
    revocations,
    fetchKeys: () => callRoute(sidecar, 'identity', getSigningKeys),
  });
}

/** The key set of identity's OpenID provider, which its discovery document names. */
const getSigningKeys = internalRoute({
  id: 'getSigningKeys',
  method: 'GET',
  path: '/auth/jwks',
  summary: 'Get the public keys of access tokens',
  responses: { 200: z.object({ keys: z.array(z.unknown()) }) },
});

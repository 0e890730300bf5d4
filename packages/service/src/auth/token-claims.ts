/**
 * Maps token claims to the shop's roles and scopes. Pure.
 * - The shop's own issuer grants only scopes that the user's roles allow, so its `scope` is sufficient.
 * - An external issuer may send the shop's roles (claim `roles`), its scopes (`scope`, or `scp`), or both. Roles alone grant
 *   all their scopes. Both grant the intersection, or all scopes of the roles if the token has no scope of the shop, so that
 *   requesting a scope never grants more than the roles allow. With neither, the token grants nothing.
 *   Its subjects can be any text; the shop's customer ids are UUIDs, so other texts are mapped to a UUID deterministically.
 */
import { createHash } from 'node:crypto';
import { roles as allRoles, type Role, roleScopes, type Scope, scopes } from '@mambogo/contracts/scopes.ts';
import { z } from 'zod';
import type { Authentication } from './step-up.ts';

export interface TokenClaims extends Authentication {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly scopes: ReadonlySet<Scope>;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  readonly issuedAt?: number;
  /** The log-in session it came from; tokens of earlier releases have none. */
  readonly sessionId?: string;
  /** The user's token epoch when it was issued; absent counts as 0. */
  readonly epoch?: number;
}

/** Throws if the claims are invalid for a token of that issuer. */
export type ReadClaims = (claims: unknown) => TokenClaims;

/** Required: without it, a leaked token would be valid forever. */
const exp = z.number();
/** When and how the user logged in; tokens of earlier releases lack it. */
const authentication = { auth_time: z.number().optional(), acr: z.string().max(255).optional() };
const authenticationOf = ({ auth_time, acr }: { auth_time?: number; acr?: string }): Authentication => ({
  ...(auth_time === undefined ? {} : { authTime: auth_time }),
  ...(acr === undefined ? {} : { acr }),
});

const iat = z.number().optional();

const ShopClaims = z.object({
  exp,
  iat,
  ...authentication,
  sub: z.string().min(1),
  sid: z.string().optional(),
  epoch: z.int().optional(),
  scope: z.string().default(''),
  roles: z.array(z.enum(allRoles)).default([]),
});

export const readShopClaims: ReadClaims = (claims) => {
  const { sub, scope, roles, exp, iat, sid, epoch, ...rest } = ShopClaims.parse(claims);
  return {
    subject: sub,
    roles,
    scopes: knownScopes(splitWords(scope)),
    expiresAt: exp,
    issuedAt: iat,
    sessionId: sid,
    epoch,
    ...authenticationOf(rest),
  };
};

const SpaceSeparated = z.union([z.string().transform((text) => splitWords(text)), z.array(z.string())]);
const ExternalClaims = z.object({
  exp,
  ...authentication,
  iat,
  sub: z.string().min(1).max(255),
  scope: SpaceSeparated.optional(),
  scp: SpaceSeparated.optional(),
  roles: SpaceSeparated.optional(),
});

export const readExternalClaims =
  (issuer: string): ReadClaims =>
  (claims) => {
    const { sub, scope, scp, roles, exp, iat, ...rest } = ExternalClaims.parse(claims);
    const namedScopes = knownScopes([...(scope ?? []), ...(scp ?? [])]);
    const shopRoles = allRoles.filter((role) => roles?.includes(role));
    const allowed = new Set(shopRoles.flatMap((role) => roleScopes[role]));
    const allowedScopes = namedScopes.size > 0 ? new Set([...namedScopes].filter((one) => allowed.has(one))) : allowed;
    return {
      subject: customerIdOf(issuer, sub),
      roles: shopRoles,
      scopes: roles === undefined ? namedScopes : allowedScopes,
      expiresAt: exp,
      issuedAt: iat,
      ...authenticationOf(rest),
    };
  };

const splitWords = (text: string): string[] => text.split(' ').filter(Boolean);
const knownScopes = (namedScopes: readonly string[]): Set<Scope> =>
  new Set(scopes.filter((scope) => namedScopes.includes(scope)));

/** A version 8 UUID (RFC 9562 section 5.8) of the hash of issuer and subject. */
function customerIdOf(issuer: string, subject: string): string {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(subject)) return subject;
  const hex = createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b11) | 0b1000).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

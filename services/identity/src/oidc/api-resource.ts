/**
 * The shop's API as the one resource tokens are for (RFC 8707). What a person's roles allow is asked each time a token is
 * made, so a refresh token never outlives a role.
 */
import { type Role, scopes } from '@mambogo/contracts/scopes.ts';
import { type Account, errors, type ResourceServer } from 'oidc-provider';
import { z } from 'zod';
import { allowedScopes } from '../domain/granted-scopes.ts';
import type { Settings } from '../settings.ts';

export const apiResource = 'urn:mambogo:api';

const Roles = z.array(z.enum(['USER', 'ADMIN'] satisfies Role[]));
export const rolesOf = (account: Account): Role[] => Roles.parse(account.roles);

/** @param account known when a token is made; before, every scope can be asked for */
export function apiResourceServer(
  resource: string,
  account: Account | undefined,
  { AUDIENCE: audience, ACCESS_TOKEN_SECONDS }: Pick<Settings, 'AUDIENCE' | 'ACCESS_TOKEN_SECONDS'>,
): ResourceServer {
  if (resource !== apiResource) throw new errors.InvalidTarget();
  return {
    scope: (account ? allowedScopes(rolesOf(account)) : scopes).join(' '),
    audience,
    accessTokenFormat: 'jwt',
    accessTokenTTL: ACCESS_TOKEN_SECONDS,
    jwt: { sign: { alg: 'RS256' } },
  };
}

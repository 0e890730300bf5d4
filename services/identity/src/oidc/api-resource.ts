/**
 * The shop's API as the only resource that tokens are for (RFC 8707). A person's roles are read each time a token is issued, so
 * a refresh token never outlives a role.
 */
import { type Role, roles, scopes } from '@mambogo/contracts/scopes.ts';
import { type Account, errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider';
import { z } from 'zod';
import { allowedScopes } from '../domain/granted-scopes.ts';
import { effectiveRoles, type StaffMfa } from '../domain/staff-mfa.ts';
import type { Settings } from '../settings.ts';
import { apiTokenOf, apiTokenScope } from './api-token-clients.ts';

export const apiResource = 'urn:mambogo:api';

const Roles = z.array(z.enum(roles));
export const rolesOf = (account: Account): Role[] => Roles.parse(account.roles);

/** The roles in a token: staff who need a second factor and did not use it get a shopper's roles. */
export function tokenRoles({ account, entities, session }: Asked, staffMfa: StaffMfa): Role[] {
  if (!account) return [];
  const source = entities.RefreshToken ?? entities.AuthorizationCode ?? session;
  return effectiveRoles(rolesOf(account), staffMfa, source?.acr);
}

type Asked = Pick<KoaContextWithOIDC['oidc'], 'account' | 'entities' | 'session' | 'client' | 'params'>;

/** The scopes of a known account or program; before it is known, every scope can be requested. */
export function apiResourceServer(
  resource: string,
  oidc: Asked,
  { AUDIENCE: audience, ACCESS_TOKEN_SECONDS, STAFF_MFA }: Settings,
): ResourceServer {
  if (resource !== apiResource) throw new errors.InvalidTarget();
  const program = apiTokenOf(oidc.client);
  return {
    scope: program
      ? apiTokenScope(program, oidc.params)
      : (oidc.account ? allowedScopes(tokenRoles(oidc, STAFF_MFA)) : scopes).join(' '),
    audience,
    accessTokenFormat: 'jwt',
    accessTokenTTL: ACCESS_TOKEN_SECONDS,
    jwt: { sign: { alg: 'RS256' } },
  };
}

/**
 * Which API scopes a client gets: the requested ones as far as the person's roles allow them, or all of these when none is
 * requested. Asking for more is no error: the token states its scopes (RFC 6749 section 3.3). Pure.
 */
import { type Role, roleScopes, type Scope, scopes } from '@mambogo/contracts/scopes.ts';

export function allowedScopes(roles: readonly Role[]): Scope[] {
  const allowed = new Set(roles.flatMap((role) => roleScopes[role]));
  return scopes.filter((scope) => allowed.has(scope));
}

/** @param requested the scopes of the request, including OpenID's own */
export function grantedScopes(requested: ReadonlySet<string>, roles: readonly Role[]): Scope[] {
  const allowed = allowedScopes(roles);
  const namesSome = scopes.some((scope) => requested.has(scope));
  return namesSome ? allowed.filter((scope) => requested.has(scope)) : allowed;
}

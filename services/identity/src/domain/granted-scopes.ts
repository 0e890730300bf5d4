/**
 * Which API scopes a client gets: what it asks for as far as the person's roles allow it, or all of that when it names
 * none. Asking for more is no error: a token simply says what it is good for (RFC 6749 section 3.3). Pure.
 */
import { type Role, roleScopes, type Scope, scopes } from '@mambogo/contracts/scopes.ts';

export function allowedScopes(roles: readonly Role[]): Scope[] {
  const allowed = new Set(roles.flatMap((role) => roleScopes[role]));
  return scopes.filter((scope) => allowed.has(scope));
}

/** @param requested the scopes of the request, OpenID's own among them */
export function grantedScopes(requested: ReadonlySet<string>, roles: readonly Role[]): Scope[] {
  const allowed = allowedScopes(roles);
  const namesSome = scopes.some((scope) => requested.has(scope));
  return namesSome ? allowed.filter((scope) => requested.has(scope)) : allowed;
}

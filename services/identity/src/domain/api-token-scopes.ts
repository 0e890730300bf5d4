/**
 * Which scopes an API token may have: those of a merchant's work. Not a shopper's own scopes, and not accounts and dead
 * letters, which need an administrator. Pure.
 */
import { type Role, roleScopes, type Scope } from '@mambogo/contracts/scopes.ts';

export const apiTokenScopes = [
  'order:manage',
  'payment:process',
  'product:write',
  'stock:manage',
] as const satisfies readonly Scope[];
export type ApiTokenScope = (typeof apiTokenScopes)[number];

/** The scopes that a person with these roles can give to a token. */
export const grantableScopes = (roles: readonly Role[]): ApiTokenScope[] =>
  apiTokenScopes.filter((scope) => roles.some((role) => roleScopes[role].includes(scope)));

/** The scopes a token has now: never more than its owner's. */
export const effectiveScopes = (given: readonly string[], roles: readonly Role[]): ApiTokenScope[] =>
  grantableScopes(roles).filter((scope) => given.includes(scope));

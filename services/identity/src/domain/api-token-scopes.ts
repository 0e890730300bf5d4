/**
 * What an API token may be good for: the work of a merchant. Not for a shopper's own things, and not for accounts and dead letters,
 * which are an administrator's. Pure.
 */
import { type Role, roleScopes, type Scope } from '@mambogo/contracts/scopes.ts';

export const apiTokenScopes = [
  'order:manage',
  'payment:process',
  'product:write',
  'stock:manage',
] as const satisfies readonly Scope[];
export type ApiTokenScope = (typeof apiTokenScopes)[number];

/** Those that somebody with these roles can give to a token. */
export const grantableScopes = (roles: readonly Role[]): ApiTokenScope[] =>
  apiTokenScopes.filter((scope) => roles.some((role) => roleScopes[role].includes(scope)));

/** What a token is good for now: never more than its owner may do. */
export const effectiveScopes = (given: readonly string[], roles: readonly Role[]): ApiTokenScope[] =>
  grantableScopes(roles).filter((scope) => given.includes(scope));

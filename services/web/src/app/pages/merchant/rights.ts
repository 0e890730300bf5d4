/** Who may do what on the merchant's pages, by the roles of the session. The services judge again; this keeps pages from offering what would be refused. Pure. */
import { type Role, roleScopes, type Scope } from '@mambogo/contracts/scopes.ts';

export type Area = 'overview' | 'orders' | 'products' | 'stock' | 'letters' | 'people' | 'security';

export interface Rights {
  may(scope: Scope): boolean;
  /** Pages there is something to do on, in the order they are shown; none: no merchant. */
  readonly areas: readonly Area[];
}

const scopeOf: readonly (readonly [Area, Scope])[] = [
  ['orders', 'order:manage'],
  ['products', 'product:write'],
  ['stock', 'stock:manage'],
  ['letters', 'admin:all'],
  ['people', 'admin:all'],
  ['security', 'admin:all'],
];

/** What identity has to tell; with another issuer it does not run. */
const identityAreas: readonly Area[] = ['people', 'security'];

/** @param withIdentity false: the shop has another issuer */
export function rightsOf(roles: readonly string[], withIdentity = true): Rights {
  const scopes = new Set(roles.filter(isRole).flatMap((role) => roleScopes[role]));
  const allowed = scopeOf.flatMap(([area, scope]) =>
    scopes.has(scope) && (withIdentity || !identityAreas.includes(area)) ? [area] : [],
  );
  return { may: (scope) => scopes.has(scope), areas: allowed.length > 0 ? ['overview', ...allowed] : [] };
}

const isRole = (text: string): text is Role => Object.hasOwn(roleScopes, text);

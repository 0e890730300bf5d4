/** The rights on the merchant pages, by role. The services enforce them; pages only hide what would be rejected. Pure. */
import { type Role, roleScopes, type Scope } from '@mambogo/contracts/scopes.ts';

export type Area =
  | 'overview'
  | 'orders'
  | 'products'
  | 'pricing'
  | 'stock'
  | 'letters'
  | 'people'
  | 'security'
  | 'actions'
  | 'settings';

export interface Rights {
  may(scope: Scope): boolean;
  /** The accessible areas, in display order; empty if the user is no merchant. */
  readonly areas: readonly Area[];
}

const scopeOf: readonly (readonly [Area, Scope])[] = [
  ['orders', 'order:manage'],
  ['products', 'product:write'],
  ['pricing', 'product:write'],
  ['stock', 'stock:manage'],
  ['letters', 'operations:manage'],
  ['people', 'admin:all'],
  ['security', 'admin:all'],
  ['actions', 'admin:all'],
  ['settings', 'operations:manage'],
];

/** Areas of the identity service, which does not run with an external issuer. */
const identityAreas: readonly Area[] = ['people', 'security'];

/** @param withIdentity false with an external issuer */
export function rightsOf(roles: readonly string[], withIdentity = true): Rights {
  const scopes = new Set(roles.filter(isRole).flatMap((role) => roleScopes[role]));
  const allowed = scopeOf.flatMap(([area, scope]) =>
    scopes.has(scope) && (withIdentity || !identityAreas.includes(area)) ? [area] : [],
  );
  return { may: (scope) => scopes.has(scope), areas: allowed.length > 0 ? ['overview', ...allowed] : [] };
}

const isRole = (text: string): text is Role => Object.hasOwn(roleScopes, text);

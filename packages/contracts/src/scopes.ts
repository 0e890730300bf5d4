/** Permissions of callers. A role is a set of scopes; a token has both (claims `roles` and `scope`). */
export const scopes = [
  'cart:manage',
  'order:write',
  'order:manage',
  'payment:process',
  'product:write',
  'stock:manage',
  'operations:manage',
  'admin:all',
] as const;
export type Scope = (typeof scopes)[number];

/** A shopper, someone who keeps the shop running and neither sees customers nor moves money, and an administrator. */
export const roles = ['USER', 'OPERATOR', 'ADMIN'] as const;
export type Role = (typeof roles)[number];

export const roleScopes: Record<Role, readonly Scope[]> = {
  USER: ['cart:manage', 'order:write'],
  OPERATOR: ['operations:manage'],
  ADMIN: scopes,
};

/** Permissions of callers. A role is a set of scopes; a token has both (claims `roles` and `scope`). */
export const scopes = [
  'cart:manage',
  'order:write',
  'order:manage',
  'payment:process',
  'product:write',
  'stock:manage',
  'admin:all',
] as const;
export type Scope = (typeof scopes)[number];

export const roleScopes: Record<Role, readonly Scope[]> = {
  USER: ['cart:manage', 'order:write'],
  ADMIN: scopes,
};
export type Role = 'USER' | 'ADMIN';

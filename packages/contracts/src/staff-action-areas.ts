/** Kinds of staff's actions, by which lists of them are limited. In a file of its own, as pages read it. */

/** Those whose type begins with this. */
export const staffActionAreas = {
  products: 'product.',
  categories: 'category.',
  stock: 'stock.',
  orders: 'order.',
  refunds: 'order.refund',
  notes: 'staff.note',
  roles: 'roles.',
  settings: 'settings.',
  pricing: 'pricing.',
} as const;
export type StaffActionArea = keyof typeof staffActionAreas;

/** The service that has them all: no other is asked for a list of one area. */
export const staffActionOwners = {
  products: 'product',
  categories: 'product',
  stock: 'inventory',
  orders: 'order',
  refunds: 'order',
  notes: 'order',
  roles: 'identity',
  settings: 'config',
  pricing: 'pricing',
} as const satisfies Readonly<Record<StaffActionArea, string>>;

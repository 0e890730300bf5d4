/** The paths of the merchant pages, and their route patterns below /merchant. Pure. */
import type { OrderStatus } from '@mambogo/contracts/api/orders.ts';
import type { Area } from './rights.ts';

export const areaPaths: Readonly<Record<Area, string>> = {
  overview: '/merchant',
  orders: '/merchant/orders',
  products: '/merchant/products',
  pricing: '/merchant/pricing',
  stock: '/merchant/stock',
  letters: '/merchant/dead-letters',
  people: '/merchant/people',
  security: '/merchant/security',
  actions: '/merchant/staff-actions',
  settings: '/merchant/settings',
};

const below = (area: Area, ...parts: readonly string[]): string =>
  [areaPaths[area], ...parts.map(encodeURIComponent)].join('/');

export const merchantPaths = {
  newProduct: below('products', 'new'),
  newVariant: (productId: string) => `${below('products', 'new')}?variantOf=${encodeURIComponent(productId)}`,
  categories: below('products', 'categories'),
  texts: below('products', 'texts'),
  productsOf: (category: string) => `${areaPaths.products}?category=${encodeURIComponent(category)}`,
  product: (id: string) => below('products', id),
  stockOf: (productId: string) => below('stock', productId),
  lowStock: `${areaPaths.stock}?low=yes`,
  order: (id: string) => below('orders', id),
  ordersOf: (customerId: string) => `${areaPaths.orders}?customer=${encodeURIComponent(customerId)}`,
  ordersIn: (status: OrderStatus) => `${areaPaths.orders}?status=${status}`,
  heldOrders: `${areaPaths.orders}?held=yes`,
  stuckOrders: `${areaPaths.orders}?stuck=yes`,
  letter: (service: string, id: string) => below('letters', service, id),
  person: (id: string) => below('people', id),
  securityOf: (personId: string) => `${areaPaths.security}?subject=${encodeURIComponent(personId)}`,
  actionsOf: (personId: string) => `${areaPaths.actions}?actor=${encodeURIComponent(personId)}`,
  rules: (kind: string) => below('pricing', kind),
  settingsCommit: (id: string) => below('settings', id),
} as const;

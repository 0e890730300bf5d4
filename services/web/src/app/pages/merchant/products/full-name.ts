/** The name of a product with its options, as in carts and orders: `T-shirt, M, Red`. Pure. */
import type { Product } from '@mambogo/contracts/api/products.ts';

export const fullName = ({ name, options = [] }: Pick<Product, 'name' | 'options'>): string =>
  [name, ...options.map(({ value }) => value)].join(', ');

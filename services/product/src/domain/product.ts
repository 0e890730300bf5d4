/**
 * A product of the catalogue and what may happen to it. Pure.
 *
 * (nothing) -> active (created) -> active (changed, as often as one likes) -> retired: it is no longer listed or sold, but old
 * orders and carts can still show it, and its sku is free for another product -> active again (reactivated). Every step has the
 * next version.
 */
import type { Product, ProductInput } from '@mambogo/contracts/api/products.ts';
import type { CategoryId, ProductId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

/** What a merchant says about a product, its category found. */
export type ProductDetails = Omit<ProductInput, 'category'> & { readonly categoryId: CategoryId };

export interface CatalogueProduct extends ProductDetails {
  readonly id: ProductId;
  readonly status: Product['status'];
  readonly version: number;
}

export type ProductFact = 'created' | 'changed' | 'retired' | 'reactivated';

export interface Decision {
  readonly next: CatalogueProduct;
  /** What is published; absent when nothing happened. */
  readonly event?: ProductFact;
}

export const create = (id: ProductId, details: ProductDetails): Decision => ({
  next: { ...details, id, status: 'active', version: 1 },
  event: 'created',
});

/**
 * @param expectedVersion what the merchant saw; undefined = whatever there is
 * @throws Problem precondition-failed when somebody else was faster, invalid-transition when the product is retired
 */
export function change(product: CatalogueProduct, details: ProductDetails, expectedVersion?: number): Decision {
  if (expectedVersion !== undefined && expectedVersion !== product.version)
    throw new Problem('precondition-failed', `the product is at version ${product.version} by now; read it again`);
  if (product.status === 'retired')
    throw new Problem('invalid-transition', 'the product is retired; reactivate it first');
  const { id, status, version } = product;
  return { next: { ...details, id, status, version: version + 1 }, event: 'changed' };
}

/** Retiring what is retired changes nothing. */
export const retire = (product: CatalogueProduct): Decision =>
  product.status === 'retired'
    ? { next: product }
    : { next: { ...product, status: 'retired', version: product.version + 1 }, event: 'retired' };

/** Reactivating what is sold changes nothing. @param sku a new one; undefined = the one it had */
export const reactivate = (product: CatalogueProduct, sku = product.sku): Decision =>
  product.status === 'active'
    ? { next: product }
    : { next: { ...product, sku, status: 'active', version: product.version + 1 }, event: 'reactivated' };

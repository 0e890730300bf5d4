/**
 * A catalogue product and its transitions. Pure.
 *
 * (nothing) -> active (created) -> active (changed, any number of times) -> retired: no longer listed or sold, but old orders and
 * carts can still show it, and its sku is free for another product -> active again (reactivated). Every step increments the
 * version.
 */
import type { Product, ProductInput } from '@mambogo/contracts/api/products.ts';
import type { CategoryId, ProductId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

/** A merchant's input for a product, with its category resolved. */
export type ProductDetails = Omit<ProductInput, 'category'> & { readonly categoryId: CategoryId };

export interface CatalogueProduct extends ProductDetails {
  readonly id: ProductId;
  readonly status: Product['status'];
  readonly version: number;
}

export type ProductFact = 'created' | 'changed' | 'retired' | 'reactivated';

export interface Decision {
  readonly next: CatalogueProduct;
  /** Absent for a new product. */
  readonly before?: CatalogueProduct;
  /** Event to publish; absent if nothing changed. */
  readonly event?: ProductFact;
}

export const create = (id: ProductId, details: ProductDetails): Decision => ({
  next: { ...details, id, status: 'active', version: 1 },
  event: 'created',
});

/**
 * @param expectedVersion the version the merchant saw; undefined = any
 * @throws Problem precondition-failed if the product was changed since, invalid-transition if it is retired
 */
export function change(product: CatalogueProduct, details: ProductDetails, expectedVersion?: number): Decision {
  if (expectedVersion !== undefined && expectedVersion !== product.version)
    throw new Problem('precondition-failed', `the product is now at version ${product.version}; read it again`);
  if (product.status === 'retired')
    throw new Problem('invalid-transition', 'the product is retired; reactivate it first');
  const { id, status, version } = product;
  const slug = details.slug ?? product.slug;
  return { before: product, next: { ...details, slug, id, status, version: version + 1 }, event: 'changed' };
}

/** Retiring a retired product changes nothing. */
export const retire = (product: CatalogueProduct): Decision =>
  product.status === 'retired'
    ? { next: product }
    : { before: product, next: { ...product, status: 'retired', version: product.version + 1 }, event: 'retired' };

/** Reactivating an active product changes nothing. @param sku a new one; undefined = unchanged */
export const reactivate = (product: CatalogueProduct, sku = product.sku): Decision =>
  product.status === 'active'
    ? { next: product }
    : {
        before: product,
        next: { ...product, sku, status: 'active', version: product.version + 1 },
        event: 'reactivated',
      };

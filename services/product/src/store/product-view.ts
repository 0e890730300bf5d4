/** A product as the API returns it, read by one join: the product, its category, its stock level. */
import { isImageAddress } from '@mambogo/contracts/api/image-address.ts';
import type { ProductOption } from '@mambogo/contracts/api/product-group.ts';
import { Image } from '@mambogo/contracts/api/product-image.ts';
import type { Availability, Product } from '@mambogo/contracts/api/products.ts';
import type { CategoryId, ProductId } from '@mambogo/contracts/ids.ts';
import { z } from 'zod';

/** A product without a stock level is out of stock. */
export const publicAvailability = `coalesce(s.availability, 'out-of-stock')`;

/**
 * Every product has a category, but the join is an outer one: it keeps the optimizer from starting with the categories and
 * sorting, where an index already has the products in order.
 */
export const viewTables = `from product p
  left join category c on c.id = p.category_id
  left join stock_level s on s.product_id = p.id`;

export const viewColumns = `p.id, p.sku, p.slug, p.name, p.description, p.price, p.currency, p.brand, p.tags, p.images, p.status,
  p.options, p.variant_of as variantOf, p.version, p.created_at as createdAt, p.updated_at as updatedAt,
  c.id as categoryId, c.slug as categorySlug, c.name as categoryName, ${publicAvailability} as availability,
  if(${publicAvailability} = 'out-of-stock' and s.expected_on >= utc_date(), cast(s.expected_on as char), null) as expectedOn`;

/** The driver may return it as text. */
type Bigint = number | string;

export interface ViewRow {
  id: ProductId;
  sku: string;
  slug: string | null;
  name: string;
  description: string;
  price: Bigint;
  currency: string;
  brand: string | null;
  /** JSON. */
  tags: string;
  /** JSON. */
  images: string;
  /** JSON. */
  options: string | null;
  variantOf: ProductId | null;
  status: Product['status'];
  version: number;
  createdAt: Date;
  updatedAt: Date;
  categoryId: CategoryId;
  categorySlug: string;
  categoryName: string;
  availability: Availability;
  expectedOn: string | null;
}

export const toProduct = (row: ViewRow): Product => ({
  id: row.id,
  sku: row.sku,
  slug: row.slug ?? undefined,
  name: row.name,
  description: row.description,
  price: { amount: Number(row.price), currency: row.currency },
  category: { id: row.categoryId, slug: row.categorySlug, name: row.categoryName },
  brand: row.brand ?? undefined,
  tags: JSON.parse(row.tags),
  images: publicImages(row.images),
  status: row.status,
  availability: row.availability,
  expectedOn: row.expectedOn ?? undefined,
  options: row.options === null ? undefined : optionsOf(row.options),
  variantOf: row.variantOf ?? undefined,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** An earlier release accepted any address: invalid ones are not returned, and are removed with the product's next change. */
export const publicImages = (json: string): Product['images'] =>
  z
    .array(Image)
    .parse(JSON.parse(json))
    .filter(({ url }) => isImageAddress(url));

/** @param json nothing in rows of earlier releases, and of products without options */
export const optionsOf = (json: string | null): ProductOption[] => (json === null ? [] : JSON.parse(json));

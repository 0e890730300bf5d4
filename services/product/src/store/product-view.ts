/** A product as the API returns it, read by one join: the product, its category, its stock level. */
import { isImageAddress } from '@mambogo/contracts/api/image-address.ts';
import { type Availability, Image, type Product } from '@mambogo/contracts/api/products.ts';
import type { CategoryId, ProductId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';
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
  p.version, p.created_at as createdAt, p.updated_at as updatedAt,
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

/** One product, including retired ones. */
export async function viewProduct(manager: EntityManager, id: ProductId): Promise<Product | undefined> {
  const [row] = await manager.query<ViewRow[]>(`select ${viewColumns} ${viewTables} where p.id = ?`, [id]);
  return row && toProduct(row);
}

/** The product that has this slug, or had it before. */
export async function viewProductBySlug(manager: EntityManager, slug: string): Promise<Product | undefined> {
  const [row] = await manager.query<ViewRow[]>(
    `select ${viewColumns} ${viewTables} where p.id = (select product_id from product_slug where slug = ?)`,
    [slug],
  );
  return row && toProduct(row);
}

/** One product as the API returns it, including retired ones, with the variants of its group. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';
import { variantsOf } from './product-groups.ts';
import { toProduct, type ViewRow, viewColumns, viewTables } from './product-view.ts';

/** @param id of the product, retired or not */
export async function viewProduct(manager: EntityManager, id: ProductId): Promise<Product | undefined> {
  const [row] = await manager.query<ViewRow[]>(`select ${viewColumns} ${viewTables} where p.id = ?`, [id]);
  return row && withVariants(manager, toProduct(row));
}

/** The product that has this slug, or had it before. */
export async function viewProductBySlug(manager: EntityManager, slug: string): Promise<Product | undefined> {
  const [row] = await manager.query<ViewRow[]>(
    `select ${viewColumns} ${viewTables} where p.id = (select product_id from product_slug where slug = ?)`,
    [slug],
  );
  return row && withVariants(manager, toProduct(row));
}

async function withVariants(manager: EntityManager, product: Product): Promise<Product> {
  const variants = product.options?.length ? await variantsOf(manager, product.variantOf ?? product.id) : [];
  return variants.length > 1 ? { ...product, variants } : product;
}

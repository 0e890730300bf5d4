/** Rows of the product database, for single rows; lists are SQL in find-products.ts. */
import type { ProductOption } from '@mambogo/contracts/api/product-group.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import type { CategoryId, ProductId } from '@mambogo/contracts/ids.ts';
import { EntitySchema } from 'typeorm';

export interface CategoryRow {
  id: CategoryId;
  slug: string;
  name: string;
  createdAt: Date;
}

export const CategoryEntity = new EntitySchema<CategoryRow>({
  name: 'category',
  columns: {
    id: { type: 'char', length: 36, primary: true },
    slug: { type: 'varchar', length: 100 },
    name: { type: 'varchar', length: 100 },
    createdAt: { name: 'created_at', type: 'datetime', precision: 6 },
  },
});

export interface ProductRow {
  id: ProductId;
  sku: string;
  slug: string | null;
  name: string;
  description: string;
  /** Minor units. */
  price: number;
  currency: string;
  categoryId: CategoryId;
  brand: string | null;
  tags: string[];
  images: Product['images'];
  options: ProductOption[] | null;
  variantOf: ProductId | null;
  status: Product['status'];
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export const ProductEntity = new EntitySchema<ProductRow>({
  name: 'product',
  columns: {
    id: { type: 'char', length: 36, primary: true },
    sku: { type: 'varchar', length: 50 },
    slug: { type: 'varchar', length: 100, nullable: true },
    name: { type: 'varchar', length: 100 },
    description: { type: 'text' },
    price: { type: 'bigint', transformer: { to: (price: number) => price, from: Number } },
    currency: { type: 'char', length: 3 },
    categoryId: { name: 'category_id', type: 'char', length: 36 },
    brand: { type: 'varchar', length: 100, nullable: true },
    tags: { type: 'simple-json' },
    images: { type: 'simple-json' },
    options: { type: 'simple-json', nullable: true },
    variantOf: { name: 'variant_of', type: 'char', length: 36, nullable: true },
    status: { type: 'varchar', length: 10 },
    version: { type: 'int' },
    createdAt: { name: 'created_at', type: 'datetime', precision: 6 },
    updatedAt: { name: 'updated_at', type: 'datetime', precision: 6 },
  },
});

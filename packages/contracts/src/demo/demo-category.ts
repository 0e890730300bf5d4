/** A category of the demo catalogue with its products, within the limits of all products. Prices are in US cents. */
import { z } from 'zod';
import { ProductName, Sku } from '../api/products.ts';
import { amountRules } from '../currency/amount-rules.ts';
import { CategoryId, ProductId } from '../ids.ts';
import { limits } from '../limits.ts';

const { price } = amountRules('USD');

const DemoProduct = z.strictObject({
  id: ProductId,
  sku: Sku,
  name: ProductName,
  description: z.string().min(1),
  /** In US cents; shops with another currency use roughly the same value. */
  price: z.int().min(price.min).max(price.max),
  brand: z.string().min(1),
  tags: z.array(z.string().min(1)).max(limits.productTags),
  /** Initial stock. */
  stock: z.int().min(limits.stock.min).max(limits.stock.max),
});

export const DemoCategory = z.strictObject({
  id: CategoryId,
  slug: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  name: z.string().min(1),
  products: z.array(DemoProduct).min(1),
});
/** The input type, with unbranded ids. */
export type DemoCategory = z.input<typeof DemoCategory>;

/** A category of the demo catalogue with its products, within the limits every product keeps. Prices are minor units. */
import { z } from 'zod';
import { ProductName, Sku } from '../api/products.ts';
import { CategoryId, ProductId } from '../ids.ts';
import { limits } from '../limits.ts';

const DemoProduct = z.strictObject({
  id: ProductId,
  sku: Sku,
  name: ProductName,
  description: z.string().min(1),
  /** Minor units of the shop's currency, whichever that is. */
  price: z.int().min(limits.price.min).max(limits.price.max),
  brand: z.string().min(1),
  tags: z.array(z.string().min(1)).max(limits.productTags),
  /** Pieces on the shelf when the shop opens. */
  stock: z.int().min(limits.stock.min).max(limits.stock.max),
});

export const DemoCategory = z.strictObject({
  id: CategoryId,
  slug: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  name: z.string().min(1),
  products: z.array(DemoProduct).min(1),
});
/** As written down: ids not yet branded. */
export type DemoCategory = z.input<typeof DemoCategory>;

/** A new product is in the catalogue: it gets an empty shelf. */
import { productCreated } from '@mambogo/contracts/events/product-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { addStockItems } from '../store/stock-store.ts';

export const onProductCreated = on<typeof productCreated, Context>(productCreated, async (_context, work, data) => {
  await addStockItems(work.manager, [data.productId]);
});

/** A product was created or reactivated: creates an empty stock row if it has none. */
import { productCreated, productReactivated } from '@mambogo/contracts/events/product-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { addStockItems } from '../store/stock-store.ts';

export const onProductCreated = on<typeof productCreated, Context>(productCreated, async (_context, unit, data) => {
  await addStockItems(unit.manager, [data.productId]);
});

export const onProductReactivated = on<typeof productReactivated, Context>(
  productReactivated,
  async (_context, unit, data) => {
    await addStockItems(unit.manager, [data.productId]);
  },
);

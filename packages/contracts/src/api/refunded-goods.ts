/** Goods of a refund. */
import { z } from 'zod';
import { ProductId } from '../ids.ts';

/** What becomes of goods whose money goes back: into sale again, or not (they are broken, or the customer keeps them). */
export const RefundedGoods = z
  .object({ productId: ProductId, quantity: z.int().min(1), restock: z.boolean() })
  .meta({ id: 'RefundedGoods' });
export type RefundedGoods = z.infer<typeof RefundedGoods>;

/** Goods of a refund. */
import { z } from 'zod';
import { ProductId } from '../ids.ts';

/** Goods of a refund, and whether they are restocked or not (they are damaged, or the customer keeps them). */
export const RefundedGoods = z
  .object({ productId: ProductId, quantity: z.int().min(1), restock: z.boolean() })
  .meta({ id: 'RefundedGoods' });
export type RefundedGoods = z.infer<typeof RefundedGoods>;

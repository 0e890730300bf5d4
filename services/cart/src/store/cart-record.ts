/** A cart as it is kept: one value per owner. Fields this version does not know are dropped when it is next written. */
import { CartItem, CartQuantity } from '@mambogo/contracts/api/cart.ts';
import { Time } from '@mambogo/contracts/time.ts';
import { z } from 'zod';

export const CartRecord = z.object({
  lines: z.array(CartItem.omit({ lineTotal: true }).extend({ quantity: CartQuantity })).readonly(),
  applied: z.array(z.string()).readonly(),
  /** A fresh UUIDv7 at every write. */
  version: z.string(),
  updatedAt: Time,
});
export type CartRecord = z.infer<typeof CartRecord>;

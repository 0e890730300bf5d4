/** A cart as stored: one value per owner. Unknown fields are dropped on the next write. */
import { CartItem, CartQuantity } from '@mambogo/contracts/api/cart.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { Time } from '@mambogo/contracts/time.ts';
import { z } from 'zod';
import { emptyCart } from '../domain/cart.ts';

export const CartRecord = z.object({
  lines: z.array(CartItem.omit({ lineTotal: true }).extend({ quantity: CartQuantity })).readonly(),
  applied: z.array(z.string()).readonly(),
  keys: z
    .array(z.object({ key: z.string(), request: z.string() }))
    .readonly()
    .optional(),
  mergedInto: CustomerId.optional(),
  /** The cart of an erased person: it can no longer be filled. */
  erased: z.literal(true).optional(),
  /** The cart of a guest who has not returned yet: it has a short time to live. */
  isNew: z.literal(true).optional(),
  /** A new UUIDv7 on every write. */
  version: z.string(),
  updatedAt: Time,
});
export type CartRecord = z.infer<typeof CartRecord>;

/** The version of a cart that was never written. */
const neverWritten = '00000000-0000-0000-0000-000000000000';

/** A cart that is not stored. */
export const emptyRecord = (): CartRecord => ({
  ...emptyCart,
  version: neverWritten,
  updatedAt: new Date().toISOString(),
});

export const isStored = ({ version }: CartRecord): boolean => version !== neverWritten;

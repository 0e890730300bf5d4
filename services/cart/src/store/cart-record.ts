/** A cart as it is kept: one value per owner. Fields this version does not know are dropped when it is next written. */
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
  /** Of a person who was erased: nobody fills it any more. */
  erased: z.literal(true).optional(),
  /** A guest's, whom nobody knows to come back yet: it is kept for a short time only. */
  isNew: z.literal(true).optional(),
  /** A fresh UUIDv7 at every write. */
  version: z.string(),
  updatedAt: Time,
});
export type CartRecord = z.infer<typeof CartRecord>;

/** The version of a cart nobody ever put anything into. */
const neverWritten = '00000000-0000-0000-0000-000000000000';

/** A cart that is not kept. */
export const emptyRecord = (): CartRecord => ({
  ...emptyCart,
  version: neverWritten,
  updatedAt: new Date().toISOString(),
});

export const isStored = ({ version }: CartRecord): boolean => version !== neverWritten;

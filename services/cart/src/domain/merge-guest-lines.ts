/**
 * A guest logs in: the cart they filled joins the one they have. Pure. In two steps, for they are two values: the guest's
 * cart is frozen for one customer, then its lines are added to that customer's. Either step may come again, or the second
 * alone: it has its effect once.
 */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Cart, CartLine } from './cart.ts';
import { addProcessedId } from './processed-ids.ts';

/** The first customer has it; an empty cart is nothing to give. */
export const freezeForMerge = (guest: Cart, mergedInto: CustomerId): Cart =>
  guest.mergedInto !== undefined || guest.lines.length === 0 ? guest : { ...guest, mergedInto };

/**
 * Quantities add up, to what a line takes; new lines come last, and those a cart has no room for are left out: a log-in is
 * not the moment to ask somebody what to do without.
 */
export function mergeGuestLines(cart: Cart, guestId: string, lines: readonly CartLine[]): Cart {
  if (cart.applied.includes(guestId)) return cart;
  const more = new Map(lines.map(({ productId, quantity }) => [productId, quantity]));
  const own = new Set(cart.lines.map(({ productId }) => productId));
  const grown = cart.lines.map((line) => ({
    ...line,
    quantity: Math.min(line.quantity + (more.get(line.productId) ?? 0), limits.cartQuantity.max),
  }));
  const added = lines.filter(({ productId }) => !own.has(productId));
  return {
    ...cart,
    lines: [...grown, ...added].slice(0, limits.cartLines),
    applied: addProcessedId(cart.applied, guestId),
  };
}

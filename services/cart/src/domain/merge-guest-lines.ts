/**
 * Merges a guest's cart into the customer's after log-in. Pure. In two steps, because the carts are two values in the store: the
 * guest's cart is frozen for one customer, then its lines are added to that customer's cart. Both steps are idempotent.
 */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { addProcessedId } from '@mambogo/messaging/state/processed-ids.ts';
import type { Cart, CartLine } from './cart.ts';

/** The first customer wins; an empty cart is not frozen. */
export const freezeForMerge = (guest: Cart, mergedInto: CustomerId): Cart =>
  guest.mergedInto !== undefined || guest.lines.length === 0 ? guest : { ...guest, mergedInto };

/**
 * Quantities are added up to the limit of a line. New lines are appended, and those above the limit of a cart are dropped:
 * a log-in must not ask the customer which items to give up.
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

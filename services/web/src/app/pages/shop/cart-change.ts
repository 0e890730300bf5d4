/** Applies a change to a cart for the optimistic update. Pure. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';

/** @param quantity 0 removes the line */
export function withQuantity(cart: Cart, productId: string, quantity: number): Cart {
  const items = cart.items.flatMap((item) => {
    if (item.productId !== productId) return [item];
    if (quantity === 0) return [];
    return [{ ...item, quantity, lineTotal: { ...item.lineTotal, amount: item.unitPrice.amount * quantity } }];
  });
  const amount = items.reduce((sum, { lineTotal }) => sum + lineTotal.amount, 0);
  return { ...cart, items, total: { ...cart.total, amount } };
}

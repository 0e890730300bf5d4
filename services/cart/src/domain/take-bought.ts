/**
 * An order was confirmed: what was bought leaves the cart. Pure. Never more than is there, for its owner may have changed
 * it since; and once per order, however often the news comes.
 */
import type { OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import { remember } from './applied.ts';
import type { Cart } from './cart.ts';

export function takeBought(
  cart: Cart,
  orderId: OrderId,
  bought: readonly { readonly productId: ProductId; readonly quantity: number }[],
): Cart {
  if (cart.applied.includes(orderId)) return cart;
  const taken = new Map<ProductId, number>();
  for (const { productId, quantity } of bought) taken.set(productId, (taken.get(productId) ?? 0) + quantity);
  return {
    ...cart,
    lines: cart.lines.flatMap((line) => {
      const quantity = line.quantity - (taken.get(line.productId) ?? 0);
      return quantity > 0 ? [{ ...line, quantity }] : [];
    }),
    applied: remember(cart.applied, orderId),
  };
}

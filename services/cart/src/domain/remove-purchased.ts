/**
 * Removes a confirmed order's items from the cart. Pure. Only from the lines that were bought: a product that was removed and
 * added again since then is a new line and stays. Never more than the line has, because its owner may have changed it; and
 * once per order, in spite of redelivery.
 */
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { addProcessedId } from '@mambogo/messaging/state/processed-ids.ts';
import type { Cart, CartLine } from './cart.ts';

type Purchase = Pick<BoughtLine, 'productId' | 'quantity' | 'cartLineId'>;

export function removePurchased(cart: Cart, orderId: OrderId, purchased: readonly Purchase[]): Cart {
  if (cart.applied.includes(orderId)) return cart;
  return {
    ...cart,
    lines: cart.lines.flatMap((line) => {
      const taken = purchased
        .filter((one) => isPurchasedLine(one, line))
        .reduce((sum, { quantity }) => sum + quantity, 0);
      const quantity = line.quantity - taken;
      return quantity > 0 ? [{ ...line, quantity }] : [];
    }),
    applied: addProcessedId(cart.applied, orderId),
  };
}

/** Orders and carts of earlier releases have no line ids: they match by product. */
const isPurchasedLine = ({ productId, cartLineId }: Purchase, line: CartLine): boolean =>
  cartLineId === undefined || line.lineId === undefined ? productId === line.productId : cartLineId === line.lineId;

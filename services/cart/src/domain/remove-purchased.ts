/**
 * An order was confirmed: what was bought leaves the cart. Pure. Only from the lines that were bought: a product that was
 * taken out and put in again since is another line, and stays. Never more than is there, for its owner may have changed it
 * since; and once per order, however often the event comes.
 */
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { Cart, CartLine } from './cart.ts';
import { addProcessedId } from './processed-ids.ts';

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

/** Orders and carts of earlier releases know no line ids: there the product decides. */
const isPurchasedLine = ({ productId, cartLineId }: Purchase, line: CartLine): boolean =>
  cartLineId === undefined || line.lineId === undefined ? productId === line.productId : cartLineId === line.lineId;

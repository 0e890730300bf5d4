/** An order was confirmed: what was bought leaves its owner's cart, once per order. */
import { orderConfirmed } from '@mambogo/contracts/events/order-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import { takeBought } from '../domain/take-bought.ts';
import type { CartStore } from '../store/cart-store.ts';

/** There is no transaction to join: the cart's own list of applied orders is the inbox. */
export const onOrderConfirmed = on<typeof orderConfirmed, CartStore, undefined>(
  orderConfirmed,
  async (carts, _work, { orderId, customerId, lines }) => {
    await carts.change(customerId, (cart) => takeBought(cart, orderId, lines));
  },
);

/** order.confirmed: removes what was bought from the owner's cart, once per order. */
import { orderConfirmed } from '@mambogo/contracts/events/order-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { removePurchased } from '../domain/remove-purchased.ts';

/** There is no transaction: the cart's own list of applied orders is the inbox. */
export const onOrderConfirmed = on<typeof orderConfirmed, Pick<Context, 'carts'>, undefined>(
  orderConfirmed,
  async ({ carts }, _unit, { orderId, customerId, lines }) => {
    await carts.change(customerId, (cart) => removePurchased(cart, orderId, lines));
  },
);

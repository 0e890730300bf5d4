/** GET /internal/cart: a customer's cart as last shown, for the order service to compare the catalogue with. */
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { pricedCartPath } from '@mambogo/contracts/api/priced-cart.ts';
import { handleRoute } from '@mambogo/service/route-handler.ts';
import type { Context } from '../context.ts';
import { showCart } from './cart-view.ts';
import { customerOf } from './customer-of.ts';

export const getShownCartApi = ({ carts, settings }: Context) =>
  handleRoute({ ...getCart, path: pricedCartPath, allowsGuests: false }, async ({ caller }) =>
    showCart(await carts.read(customerOf(caller)), settings.CURRENCY),
  );

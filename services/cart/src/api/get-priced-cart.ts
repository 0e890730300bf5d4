/** GET /internal/cart: a customer's cart as last shown, which the order service compares with the catalogue. */
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { pricedCartPath } from '@mambogo/contracts/api/priced-cart.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { toCartView } from './cart-view.ts';
import { customerIdOf } from './customer-of.ts';

export const getPricedCartApi = ({ carts, settings }: Context) =>
  handleRoute({ ...getCart, path: pricedCartPath, allowsGuests: false }, async ({ caller }) =>
    toCartView(await carts.read(customerIdOf(caller)), settings.CURRENCY),
  );

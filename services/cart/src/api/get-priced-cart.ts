/** GET /internal/cart: a customer's cart as last shown, which the order service compares with the catalogue. */
import { getPricedCart } from '@mambogo/contracts/api/internal-cart.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { toCartView } from './cart-view.ts';
import { customerIdOf } from './customer-of.ts';

export const getPricedCartApi = ({ carts, settings }: Context) =>
  handleRoute(getPricedCart, async ({ caller }) =>
    toCartView(await carts.read(customerIdOf(caller)), settings.CURRENCY),
  );

/** GET /internal/cart: a customer's cart as last shown, for the order service to compare the catalogue with. */
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { shownCartPath } from '@mambogo/contracts/api/shown-cart.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { showCart } from './cart-view.ts';
import { customerOf } from './customer-of.ts';

export const getShownCartApi = ({ carts, settings }: Context) =>
  answer({ ...getCart, path: shownCartPath, guests: false }, async ({ caller }) =>
    showCart(await carts.read(customerOf(caller)), settings.CURRENCY),
  );

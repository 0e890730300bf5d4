/** GET /internal/cart: the cart as last shown, for the order service to compare the catalogue with. */
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { shownCartPath } from '@mambogo/contracts/api/shown-cart.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { showCart } from './cart-view.ts';
import { ownerOf } from './owner.ts';

export const getShownCartApi = ({ carts, settings }: Context) =>
  answer({ ...getCart, path: shownCartPath }, async ({ caller }) =>
    showCart(await carts.read(ownerOf(caller)), settings.CURRENCY),
  );

/** DELETE /cart: everything out. The value stays, empty: a stale write over a deleted key would succeed. */
import { emptyCart } from '@mambogo/contracts/api/cart.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { removeAll } from '../domain/cart.ts';
import { showCart } from './cart-view.ts';
import { ownerOf } from './owner.ts';

export const emptyCartApi = ({ carts, settings }: Context) =>
  answer(emptyCart, async ({ caller, ifMatch }) =>
    showCart(await carts.change(ownerOf(caller), removeAll, ifMatch), settings.CURRENCY),
  );

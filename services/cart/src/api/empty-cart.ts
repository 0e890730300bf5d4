/** DELETE /cart: removes all items. The key stays with an empty cart, because a stale write to a deleted key would succeed. */
import { emptyCart } from '@mambogo/contracts/api/cart.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { removeAll } from '../domain/cart.ts';
import { changeCart } from './change-cart.ts';

export const emptyCartApi = (context: Context) =>
  handleRoute(emptyCart, (call) => changeCart(context, call, removeAll));

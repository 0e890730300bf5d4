/** DELETE /cart/items/{productId}: removes a product; succeeds if it is not in the cart. */
import { removeCartItem } from '@mambogo/contracts/api/cart.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { removeItem } from '../domain/cart.ts';
import { changeCart } from './change-cart.ts';

export const removeItemApi = (context: Context) =>
  handleRoute(removeCartItem, (call) => changeCart(context, call, (cart) => removeItem(cart, call.params.productId)));

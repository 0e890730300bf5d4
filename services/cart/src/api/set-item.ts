/** PUT /cart/items/{productId}: sets the quantity of a product. */
import { setCartItem } from '@mambogo/contracts/api/cart.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { setItem } from '../domain/cart.ts';
import { changeItems } from './change-items.ts';

export const setItemApi = (context: Context) =>
  handleRoute(setCartItem, (call) =>
    changeItems(context, call, call.params.productId, (cart, product) => setItem(cart, product, call.body.quantity)),
  );

/** DELETE /cart/items/{productId}: none of a product; fine when there was none. */
import { removeCartItem } from '@mambogo/contracts/api/cart.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { removeItem } from '../domain/cart.ts';
import { showCart } from './cart-view.ts';
import { ownerOf } from './owner.ts';

export const removeItemApi = ({ carts, settings }: Context) =>
  answer(removeCartItem, async ({ params: { productId }, caller, ifMatch }) => {
    const record = await carts.change(ownerOf(caller), (cart) => removeItem(cart, productId), ifMatch);
    return showCart(record, settings.CURRENCY);
  });

/** POST /cart/items: so many of a product more. */
import { addCartItem } from '@mambogo/contracts/api/cart.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { addItem } from '../domain/cart.ts';
import { changeItems } from './change-items.ts';

export const addItemApi = (context: Context) =>
  answer(addCartItem, (call) =>
    changeItems(context, call, call.body.productId, (cart, product) => addItem(cart, product, call.body.quantity)),
  );

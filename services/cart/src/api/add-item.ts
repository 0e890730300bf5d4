/** POST /cart/items: so many more of a product. */
import { addCartItem } from '@mambogo/contracts/api/cart.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { addItem } from '../domain/cart.ts';
import { changeItems } from './change-items.ts';

export const addItemApi = (context: Context) =>
  answer(addCartItem, ({ body: { productId, quantity }, caller, ifMatch }) =>
    changeItems(context, { caller, productId, ifMatch }, (cart, product) => addItem(cart, product, quantity)),
  );

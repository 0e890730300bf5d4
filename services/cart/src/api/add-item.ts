/** POST /cart/items: adds a quantity of a product, once per Idempotency-Key. */
import { addCartItem } from '@mambogo/contracts/api/cart.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { addItem } from '../domain/cart.ts';
import { withIdempotencyKey } from '../domain/with-idempotency-key.ts';
import { changeItems } from './change-items.ts';

export const addItemApi = (context: Context) =>
  handleRoute(addCartItem, (call) => {
    const { productId, quantity } = call.body;
    const keyed = { key: call.idempotencyKey, request: `${productId} ${quantity}` };
    return changeItems(context, call, productId, (cart, product) =>
      withIdempotencyKey(cart, keyed, () => addItem(cart, product, quantity)),
    );
  });

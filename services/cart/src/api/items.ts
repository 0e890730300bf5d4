/** The items of a cart: adds a quantity of a product (once per Idempotency-Key), sets it, removes it, and removes all. */
import { addCartItem, emptyCart, removeCartItem, setCartItem } from '@mambogo/contracts/api/cart.ts';
import type { QuoteLine } from '@mambogo/contracts/api/internal-quote.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { handleRoute, type RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { addItem, type Cart, removeAll, removeItem, setItem } from '../domain/cart.ts';
import { isSameOffer, reprice } from '../domain/reprice.ts';
import { withIdempotencyKey } from '../domain/with-idempotency-key.ts';
import { type CartRequest, changeCart } from './change-cart.ts';
import { fetchQuotes, findOnSale } from './fetch-quotes.ts';

/** POST /cart/items: adds a quantity of a product, once per Idempotency-Key. */
export const addItemApi = (context: Context) =>
  handleRoute(addCartItem, (call) => {
    const { productId, quantity } = call.body;
    const keyed = { key: call.idempotencyKey, request: `${productId} ${quantity}` };
    return changeItems(context, call, productId, (cart, product) =>
      withIdempotencyKey(cart, keyed, () => addItem(cart, product, quantity)),
    );
  });

/** PUT /cart/items/{productId}: sets the quantity of a product. */
export const setItemApi = (context: Context) =>
  handleRoute(setCartItem, (call) =>
    changeItems(context, call, call.params.productId, (cart, product) => setItem(cart, product, call.body.quantity)),
  );

/** DELETE /cart/items/{productId}: removes a product; succeeds if it is not in the cart. */
export const removeItemApi = (context: Context) =>
  handleRoute(removeCartItem, (call) => changeCart(context, call, (cart) => removeItem(cart, call.params.productId)));

/** DELETE /cart: removes all items. The key stays with an empty cart, because a stale write to a deleted key would succeed. */
export const emptyCartApi = (context: Context) =>
  handleRoute(emptyCart, (call) => changeCart(context, call, removeAll));

/** Changes the quantity of a product: fetches current prices of all items, decides, stores and returns the cart. */
const changeItems = (
  context: Context,
  call: CartRequest,
  productId: ProductId,
  decide: (cart: Cart, product: QuoteLine) => Cart,
): Promise<RouteResponse> =>
  changeCart(context, call, async (cart) => {
    const productIds = [...cart.lines.map((line) => line.productId), productId];
    const products = await fetchQuotes(context.sidecar, productIds, peerCalls.cartOffer.timeout);
    const next = decide(reprice(cart, products), findOnSale(products, productId));
    return isSameOffer(cart, next) ? cart : next;
  });

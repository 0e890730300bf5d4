/** Changes the quantity of a product: fetches current prices of all items, decides, stores and returns the cart. */
import type { QuoteLine } from '@mambogo/contracts/api/internal-quote.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import type { Cart } from '../domain/cart.ts';
import { isSameOffer, reprice } from '../domain/reprice.ts';
import { type CartRequest, changeCart } from './change-cart.ts';
import { fetchQuotes, findOnSale } from './fetch-quotes.ts';

export const changeItems = (
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

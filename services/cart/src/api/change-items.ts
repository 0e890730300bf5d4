/** A shopper changes how many of a product they want: ask for all current prices, decide, store, show. */
import type { QuoteLine } from '@mambogo/contracts/api/quote.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { RouteResponse } from '@mambogo/service/route-handler.ts';
import type { Context } from '../context.ts';
import type { Cart } from '../domain/cart.ts';
import { reprice, sameOffer } from '../domain/reprice.ts';
import { askCatalogue, onSale } from './ask-catalogue.ts';
import { type CartCall, changeCart } from './change-cart.ts';

export const changeItems = (
  context: Context,
  call: CartCall,
  productId: ProductId,
  decide: (cart: Cart, product: QuoteLine) => Cart,
): Promise<RouteResponse> =>
  changeCart(context, call, async (cart) => {
    const asked = [...cart.lines.map((line) => line.productId), productId];
    const products = await askCatalogue(context.sidecar, asked, peerCalls.cartOffer.timeout);
    const next = decide(reprice(cart, products), onSale(products, productId));
    return sameOffer(cart, next) ? cart : next;
  });

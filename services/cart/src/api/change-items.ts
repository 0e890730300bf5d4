/** A shopper changes how many of a product they want: ask for all current prices, decide, store, show. */
import type { QuoteLine } from '@mambogo/contracts/api/quote.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { Answer } from '@mambogo/service/answer.ts';
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
): Promise<Answer> =>
  changeCart(context, call, async (cart) => {
    const products = await askCatalogue(context.sidecar, [...cart.lines.map((line) => line.productId), productId]);
    const next = decide(reprice(cart, products), onSale(products, productId));
    return sameOffer(cart, next) ? cart : next;
  });

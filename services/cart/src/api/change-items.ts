/** A shopper changes how many of a product they want: ask for all current prices, decide, store, show. */
import type { QuoteLine } from '@mambogo/contracts/api/quote.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { Answer } from '@mambogo/service/answer.ts';
import type { Caller } from '@mambogo/service/verifier.ts';
import type { Context } from '../context.ts';
import type { Cart } from '../domain/cart.ts';
import { reprice, sameOffer } from '../domain/reprice.ts';
import { askCatalogue, onSale } from './ask-catalogue.ts';
import { showCart } from './cart-view.ts';
import { ownerOf } from './owner.ts';

export async function changeItems(
  { carts, sidecar, settings }: Context,
  { caller, productId, ifMatch }: { caller: Caller; productId: ProductId; ifMatch: string | undefined },
  decide: (cart: Cart, product: QuoteLine) => Cart,
): Promise<Answer> {
  const record = await carts.change(
    ownerOf(caller),
    async (cart) => {
      const products = await askCatalogue(sidecar, [...cart.lines.map((line) => line.productId), productId]);
      const next = decide(reprice(cart, products), onSale(products, productId));
      return sameOffer(cart, next) ? cart : next;
    },
    ifMatch,
  );
  return showCart(record, settings.CURRENCY);
}

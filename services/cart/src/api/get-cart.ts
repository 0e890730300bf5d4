/**
 * GET /cart: the cart at the catalogue's current prices. When one of them changed, the cart is stored with it under a new
 * version, so that a version always stands for what was shown. With the catalogue away: as last shown.
 */
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { reprice, sameOffer } from '../domain/reprice.ts';
import { askCatalogue } from './ask-catalogue.ts';
import { showCart } from './cart-view.ts';
import { ownerOf } from './owner.ts';

export const getCartApi = ({ carts, sidecar, settings, logger }: Context) =>
  answer(getCart, async ({ caller }) => {
    const owner = ownerOf(caller);
    const stored = await carts.read(owner);
    const products = await askCatalogue(
      sidecar,
      stored.lines.map(({ productId }) => productId),
    ).catch((error: unknown) => {
      logger.warn({ err: error }, 'a cart is shown at the prices it was last shown at');
      return undefined;
    });
    if (!products) return showCart(stored, settings.CURRENCY);
    const current = { ...stored, ...reprice(stored, products) };
    if (sameOffer(stored, current)) return showCart(current, settings.CURRENCY);
    const saved = await carts.change(owner, (cart) => {
      const repriced = reprice(cart, products);
      return sameOffer(cart, repriced) ? cart : repriced;
    });
    return showCart(saved, settings.CURRENCY);
  });

/**
 * A cart at the catalogue's current prices. When one of them changed, the cart is stored with it under a new version, so
 * that a version always stands for what was shown. With the catalogue away: as last shown.
 */
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import type { Context } from '../context.ts';
import { isSameOffer, reprice } from '../domain/reprice.ts';
import { type CartRecord, emptyRecord } from '../store/cart-record.ts';
import type { Owner } from '../store/owner.ts';
import { fetchQuotes } from './fetch-quotes.ts';

export async function refreshCartPrices({ carts, sidecar, logger }: Context, owner: Owner): Promise<CartRecord> {
  const stored = await carts.read(owner);
  if (stored.mergedInto !== undefined) return emptyRecord();
  const products = await fetchQuotes(
    sidecar,
    stored.lines.map(({ productId }) => productId),
    peerCalls.cartPrices.timeout,
  ).catch((error: unknown) => {
    logger.warn({ err: error }, 'a cart is shown at the prices it was last shown at');
    return undefined;
  });
  if (!products) return stored;
  const current = { ...stored, ...reprice(stored, products) };
  if (isSameOffer(stored, current)) return current;
  return carts.change(owner, (cart) => {
    const repriced = reprice(cart, products);
    return isSameOffer(cart, repriced) ? cart : repriced;
  });
}

/**
 * Returns a cart at the catalogue's current prices. If a price changed, the cart is stored under a new version, so that a
 * version identifies the prices that were shown. While the catalogue is unavailable: the cart as last shown.
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
    logger.warn(
      { event: 'cart.prices_stale', err: error },
      'catalogue not reachable, cart returned with its last known prices',
    );
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

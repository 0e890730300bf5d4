/** Prices the shopper's cart with the catalogue and the rules of the shop, and rejects it unless it is exactly what they confirmed. */

import { getPricedCart } from '@mambogo/contracts/api/internal-cart.ts';
import { quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import type { PlaceOrder } from '@mambogo/contracts/api/orders.ts';
import type { PriceQuote, QuoteResult } from '@mambogo/contracts/api/price-quote.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import { type Money, sameMoney } from '@mambogo/contracts/money.ts';
import type { CartChanged, CartOrdered } from '@mambogo/contracts/problem-extensions.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { amountRulesOf } from '@mambogo/service/process/amount-settings.ts';
import type { Context } from '../context.ts';
import { compareCart } from '../domain/compare-cart.ts';
import { violatedLimit } from '../domain/order-limits.ts';
import { findOrderOfCart } from '../store/find-orders.ts';
import { callPeer } from './call-peer.ts';
import { notDelivered, quotePurchase } from './quote-purchase.ts';

const { timeout } = peerCalls.placeOrder;

export interface PricedCart {
  readonly lines: readonly BoughtLine[];
  readonly total: Money;
  /** undefined: the shop has no pricing service, and the total is that of the goods. */
  readonly quote: PriceQuote | undefined;
}

export async function quoteCart(
  { sidecar, database, settings }: Pick<Context, 'sidecar' | 'database' | 'settings'>,
  customerId: CustomerId,
  caller: Caller,
  confirmed: PlaceOrder,
): Promise<PricedCart> {
  const cart = await callPeer('cart', callRoute(sidecar, 'cart', getPricedCart, { token: caller.token, timeout }));
  // A purchase changes the cart, so report an existing order before calling the cart changed or empty.
  if (cart.version !== confirmed.cartVersion) {
    const order = await findOrderOfCart(database, customerId, confirmed.cartVersion);
    if (order) throw cartAlreadyOrdered(order);
  }
  if (cart.items.length === 0) throw new Problem('unprocessable', 'the cart is empty: there is nothing to order');
  const body = { productIds: cart.items.map(({ productId }) => productId) };
  // Most carts cost what they are shown with: both questions are asked at once, and the second one again if they do not.
  const [offers, quoteAsShown] = await Promise.all([
    callPeer('product', callRoute(sidecar, 'product', quoteProducts, { body, timeout })),
    quotePurchase({ sidecar, settings }, cart.items, confirmed),
  ]);
  const { oldLines, newLines, goodsTotal, hasShownPrices, bought } = compareCart(cart, offers);
  const priced = hasShownPrices ? quoteAsShown : await quotePurchase({ sidecar, settings }, newLines, confirmed);
  const newTotal = priced?.quote ? { amount: priced.quote.total, currency: priced.quote.currency } : goodsTotal;
  if (cart.version !== confirmed.cartVersion || !hasShownPrices || isOtherTotal(newTotal, priced, confirmed))
    throw new Problem('price-changed', 'the cart or its prices have changed: review the cart, then order again', {
      cartVersion: cart.version,
      oldLines,
      oldTotal: confirmed.expectedTotal,
      newLines,
      newTotal,
      ...(priced ? { newQuote: priced } : {}),
    } satisfies CartChanged);
  if (priced && !priced.quote) throw notDelivered(priced, confirmed);
  const violation = violatedLimit(newLines, newTotal, amountRulesOf(settings));
  if (violation) throw new Problem('unprocessable', violation);
  return { lines: bought, total: newTotal, quote: priced?.quote };
}

/** Without a quote there is no total to compare: that nothing is delivered there is the problem. */
const isOtherTotal = (total: Money, priced: QuoteResult | undefined, { expectedTotal }: PlaceOrder): boolean =>
  (priced === undefined || priced.quote !== undefined) && !sameMoney(total, expectedTotal);

export const cartAlreadyOrdered = ({ id, number }: { id: string; number: string }): Problem =>
  new Problem('conflict', `this cart has already been ordered: order ${number}`, {
    orderId: id,
    orderNumber: number,
  } satisfies CartOrdered);

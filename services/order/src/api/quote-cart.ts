/** Prices the shopper's cart with the catalogue, and rejects it unless it is exactly what they confirmed. */

import { getPricedCart } from '@mambogo/contracts/api/internal-cart.ts';
import { quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import type { PlaceOrder } from '@mambogo/contracts/api/orders.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
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

const { timeout } = peerCalls.placeOrder;

export interface PricedCart {
  readonly lines: readonly BoughtLine[];
  readonly total: Money;
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
  const quote = await callPeer('product', callRoute(sidecar, 'product', quoteProducts, { body, timeout }));
  const { oldLines, newLines, newTotal, isAsShown, bought } = compareCart(cart, quote, confirmed);
  if (!isAsShown)
    throw new Problem('price-changed', 'the cart or its prices have changed: review the cart, then order again', {
      cartVersion: cart.version,
      oldLines,
      oldTotal: confirmed.expectedTotal,
      newLines,
      newTotal,
    } satisfies CartChanged);
  const violation = violatedLimit(newLines, newTotal, amountRulesOf(settings));
  if (violation) throw new Problem('unprocessable', violation);
  return { lines: bought, total: newTotal };
}

export const cartAlreadyOrdered = ({ id, number }: { id: string; number: string }): Problem =>
  new Problem('conflict', `this cart has already been ordered: order ${number}`, {
    orderId: id,
    orderNumber: number,
  } satisfies CartOrdered);

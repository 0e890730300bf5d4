/** What a shopper is about to buy: their cart, priced by the catalogue, and refused unless it is exactly what they saw. */
import { Cart } from '@mambogo/contracts/api/cart.ts';
import type { PlaceOrder } from '@mambogo/contracts/api/orders.ts';
import { pricedCartPath } from '@mambogo/contracts/api/priced-cart.ts';
import { Quote, type QuoteRequest, quotePath } from '@mambogo/contracts/api/quote.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { invokeJson } from '@mambogo/dapr/invoke-json.ts';
import { amountRulesOf } from '@mambogo/service/amount-settings.ts';
import { Problem } from '@mambogo/service/problem.ts';
import type { Caller } from '@mambogo/service/token-verifier.ts';
import type { Context } from '../context.ts';
import { compareCart } from '../domain/compare-cart.ts';
import { limitBroken } from '../domain/order-limits.ts';
import { findOrderOfCart } from '../store/find-orders.ts';
import { askPeer } from './ask-peer.ts';

const { timeout } = peerCalls.placeOrder;

export interface Basket {
  readonly lines: readonly BoughtLine[];
  readonly total: Money;
}

export async function priceCart(
  { sidecar, database, settings }: Pick<Context, 'sidecar' | 'database' | 'settings'>,
  customerId: CustomerId,
  caller: Caller,
  wanted: PlaceOrder,
): Promise<Basket> {
  const cart = await askPeer(
    'cart',
    invokeJson(
      sidecar,
      'cart',
      { method: 'GET', path: pricedCartPath, headers: { authorization: `Bearer ${caller.token}` }, timeout },
      Cart,
    ),
  );
  // A cart that was bought is another one afterwards: say so before calling it changed or empty.
  if (cart.version !== wanted.cartVersion) {
    const order = await findOrderOfCart(database, customerId, wanted.cartVersion);
    if (order) throw cartWasBought(order);
  }
  if (cart.items.length === 0) throw new Problem('unprocessable', 'the cart is empty: there is nothing to order');
  const json: QuoteRequest = { productIds: cart.items.map(({ productId }) => productId) };
  const quote = await askPeer(
    'product',
    invokeJson(sidecar, 'product', { method: 'POST', path: quotePath, json, timeout }, Quote),
  );
  const { oldLines, newLines, newTotal, asShown, bought } = compareCart(cart, quote, wanted);
  if (!asShown)
    throw new Problem('price-changed', 'the cart is not what you saw any more; look at it again, then order', {
      cartVersion: cart.version,
      oldLines,
      oldTotal: wanted.expectedTotal,
      newLines,
      newTotal,
    });
  const broken = limitBroken(newLines, newTotal, amountRulesOf(settings));
  if (broken) throw new Problem('unprocessable', broken);
  return { lines: bought, total: newTotal };
}

export const cartWasBought = ({ id, number }: { id: string; number: string }): Problem =>
  new Problem('conflict', `this cart was ordered already: order ${number}`, { orderId: id, orderNumber: number });

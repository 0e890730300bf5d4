/**
 * Asks the pricing service what the lines cost with the shopper's address, shipping method and codes. A shop of version 1.0.0 has no
 * pricing service: it is none of this service's peers, and orders cost what their goods cost.
 */

import { quotePrices } from '@mambogo/contracts/api/internal-price-quote.ts';
import type { OrderLine, PlaceOrder } from '@mambogo/contracts/api/orders.ts';
import type { QuoteResult } from '@mambogo/contracts/api/price-quote.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Context } from '../context.ts';
import { callPeer } from './call-peer.ts';

const { timeout } = peerCalls.placeOrder;

/** @returns undefined if there are no lines, or no pricing service */
export async function quotePurchase(
  { sidecar, settings }: Pick<Context, 'sidecar' | 'settings'>,
  items: readonly Pick<OrderLine, 'productId' | 'sku' | 'unitPrice' | 'quantity'>[],
  { shippingAddress: { country, region }, shippingMethod, codes }: PlaceOrder,
): Promise<QuoteResult | undefined> {
  if (!settings.PEERS.pricing) {
    if (shippingMethod !== undefined || codes?.length)
      throw new Problem('unprocessable', 'this shop has neither shipping methods nor codes: order without them');
    return undefined;
  }
  if (items.length === 0) return undefined;
  const lines = items.map(({ productId, sku, unitPrice, quantity }) => ({
    ...{ productId, sku, quantity },
    unitPrice: unitPrice.amount,
  }));
  const body = { lines, shippingAddress: { country, region }, shippingMethod, codes };
  return callPeer('pricing', callRoute(sidecar, 'pricing', quotePrices, { body, timeout }));
}

/** @param priced without a quote */
export function notDelivered({ shippingOptions }: QuoteResult, { shippingMethod }: PlaceOrder): Problem {
  const isMethod = shippingMethod !== undefined && shippingOptions.length > 0;
  const pointer = isMethod ? '/shippingMethod' : '/shippingAddress/country';
  const detail = isMethod ? 'is not offered for this address' : 'the shop does not deliver to this address';
  return new Problem('unprocessable', `${pointer}: ${detail}`, { errors: [{ pointer, detail }] });
}

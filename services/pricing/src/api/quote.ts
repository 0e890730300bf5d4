/** Quotes: of the caller's cart as shown, for the checkout page, and of lines, for the order service. */
import { getPricedCart } from '@mambogo/contracts/api/internal-cart.ts';
import { quotePrices } from '@mambogo/contracts/api/internal-price-quote.ts';
import { getPriceTerms, type QuoteResult, quoteOrder } from '@mambogo/contracts/api/price-quote.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import { amountRulesOf } from '@mambogo/service/process/amount-settings.ts';
import type { Context } from '../context.ts';
import { priceTerms } from '../domain/price-terms.ts';
import { type QuoteInput, quote } from '../domain/quote.ts';

/** GET /price-terms */
export const priceTermsApi = ({ rules }: Pick<Context, 'rules'>) =>
  handleRoute(getPriceTerms, async () => ({
    status: 200,
    body: priceTerms(await rules.current()),
    headers: { 'cache-control': 'public, max-age=10' },
  }));

type QuoteContext = Pick<Context, 'rules' | 'settings' | 'sidecar'>;

const { timeout } = peerCalls.quoteCart;

/** POST /quote */
export const quoteOrderApi = (context: QuoteContext) =>
  handleRoute(quoteOrder, async ({ body: { cartVersion, shippingAddress, ...terms }, caller }) => {
    const cart = await callRoute(context.sidecar, 'cart', getPricedCart, { token: caller.token, timeout }).catch(
      (cause: unknown) => {
        throw new Problem('upstream-unavailable', 'the cart service is unavailable; try again later', {}, { cause });
      },
    );
    if (cart.version !== cartVersion) throw new Problem('precondition-failed', 'the cart has changed: read it again');
    if (cart.items.length === 0) throw new Problem('unprocessable', 'the cart is empty: there is nothing to quote');
    const lines = cart.items.map(({ productId, sku, unitPrice, quantity }) => ({
      ...{ productId, sku, quantity },
      unitPrice: unitPrice.amount,
    }));
    return { status: 200, body: await quoteByRules(context, { lines, place: shippingAddress, ...terms }) };
  });

/** POST /internal/price-quote */
export const quotePricesApi = (context: QuoteContext) =>
  handleRoute(quotePrices, async ({ body: { shippingAddress, ...request } }) => ({
    status: 200,
    body: await quoteByRules(context, { ...request, place: shippingAddress }),
  }));

async function quoteByRules(
  { rules, settings }: QuoteContext,
  request: Pick<QuoteInput, 'lines' | 'place' | 'shippingMethod' | 'codes'>,
): Promise<QuoteResult> {
  const { step } = amountRulesOf(settings);
  return quote({ ...request, currency: settings.CURRENCY, step, rules: await rules.current(), at: new Date() });
}

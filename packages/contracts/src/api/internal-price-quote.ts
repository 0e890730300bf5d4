/** What lines cost by the rules of the shop, which the order service asks when an order is placed. */
import { z } from 'zod';
import { ProductId } from '../ids.ts';
import { limits } from '../limits.ts';
import { internalRoute } from '../route.ts';
import { Address } from './address.ts';
import { chosenTerms, QuoteResult } from './price-quote.ts';

export const QuoteRequestLine = z.object({
  productId: ProductId,
  sku: z.string(),
  unitPrice: z.int().min(0),
  quantity: z.int().min(1),
});
export type QuoteRequestLine = z.infer<typeof QuoteRequestLine>;

export const quotePrices = internalRoute({
  id: 'quotePrices',
  method: 'POST',
  path: '/internal/price-quote',
  summary: 'Quote lines at the prices that are sent',
  body: z.object({
    lines: z.array(QuoteRequestLine).min(1).max(limits.cartLines),
    shippingAddress: Address.pick({ country: true, region: true }),
    ...chosenTerms,
  }),
  readOnly: true,
  responses: { 200: QuoteResult },
});

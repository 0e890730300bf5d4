/** Current data of products by ids, which the cart and order services request. */
import { z } from 'zod';
import { productStatuses } from '../enumerations.ts';
import { ProductId } from '../ids.ts';
import { limits } from '../limits.ts';
import { Money } from '../money.ts';
import { internalRoute } from '../route.ts';
import { Availability } from './products.ts';

export const QuoteRequest = z.object({ productIds: z.array(ProductId).min(1).max(limits.cartLines) });
export type QuoteRequest = z.infer<typeof QuoteRequest>;

export const QuoteLine = z.object({
  productId: ProductId,
  sku: z.string(),
  name: z.string(),
  image: z.string().optional(),
  unitPrice: Money,
  status: z.enum(productStatuses),
  availability: Availability,
});
export type QuoteLine = z.infer<typeof QuoteLine>;

/** Products that do not exist are absent from `lines`. */
export const Quote = z.object({ lines: z.array(QuoteLine) });
export type Quote = z.infer<typeof Quote>;

export const quoteProducts = internalRoute({
  id: 'quoteProducts',
  method: 'POST',
  path: '/internal/quote',
  summary: 'Get current prices and availability of products',
  body: QuoteRequest,
  readOnly: true,
  responses: { 200: Quote },
});

/** POST /internal/quote: current prices of products, for carts and orders. */
import { type Quote, QuoteRequest, quotePath } from '@mambogo/contracts/api/quote.ts';
import { bodyPointer, validationProblem } from '@mambogo/service/http/problem.ts';
import express, { type Express } from 'express';
import type { Context } from '../context.ts';
import { quoteProducts } from '../store/quote-products.ts';

export function mountQuote(app: Express, { database }: Context): void {
  app.post(quotePath, express.json(), async (request, response) => {
    const asked = QuoteRequest.safeParse(request.body);
    if (!asked.success) throw validationProblem(asked.error, bodyPointer);
    response.json({ lines: await quoteProducts(database.manager, asked.data.productIds) } satisfies Quote);
  });
}

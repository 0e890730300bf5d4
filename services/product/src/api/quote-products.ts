/** POST /internal/quote: current prices of products, for carts and orders. */
import { type Quote, quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { findQuotes } from '../store/find-quotes.ts';

export const quoteProductsApi = ({ database }: Pick<Context, 'database'>) =>
  handleRoute(quoteProducts, async ({ body }) => ({
    status: 200,
    body: { lines: await findQuotes(database.manager, body.productIds) } satisfies Quote,
  }));

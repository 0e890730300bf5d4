/** Internal route with which web lists the products for search engines. */
import { z } from 'zod';
import { ProductId } from '../ids.ts';
import { internalRoute } from '../route.ts';
import { Time } from '../time.ts';

/** Rows per page. */
export const sitemapBatch = 1_000;

export const SitemapProducts = z.object({
  /** Active products in the order of their ids: what is added later comes last. */
  items: z.array(z.object({ id: ProductId, slug: z.string().optional(), updatedAt: Time })),
  /** Number of all active products; only without `after`. */
  total: z.int().optional(),
  /** Whether there may be more. */
  full: z.boolean(),
});
export type SitemapProducts = z.infer<typeof SitemapProducts>;

export const listSitemapProducts = internalRoute({
  id: 'listSitemapProducts',
  method: 'GET',
  path: '/internal/sitemap-products',
  summary: 'List the slugs of all active products',
  query: z.object({
    after: ProductId.optional(),
    /** Rows left out before the first one. */
    skip: z.coerce.number().int().min(0).max(100_000_000).default(0),
  }),
  responses: { 200: SitemapProducts },
});

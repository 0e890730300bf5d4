/** GET /internal/sitemap-products: slugs of all active products, for web's sitemap. */
import { listSitemapProducts, type SitemapProducts, sitemapBatch } from '@mambogo/contracts/api/internal-sitemap.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';

export const sitemapProductsApi = ({ database: { manager } }: Context) =>
  handleRoute(listSitemapProducts, async ({ query: { after, skip } }) => {
    const rows = await manager.query<{ id: ProductId; slug: string | null; updatedAt: Date }[]>(
      `select id, slug, updated_at as updatedAt from product where status = 'active' and id > ?
       order by id limit ${sitemapBatch} offset ?`,
      [after ?? '', skip],
    );
    const body: SitemapProducts = {
      items: rows.map(({ id, slug, updatedAt }) => ({
        id,
        slug: slug ?? undefined,
        updatedAt: updatedAt.toISOString(),
      })),
      full: rows.length === sitemapBatch,
    };
    if (after !== undefined) return { status: 200, body };
    const [count] = await manager.query<{ n: number | string }[]>(
      `select count(*) as n from product where status = 'active'`,
    );
    return { status: 200, body: { ...body, total: Number(count?.n ?? 0) } };
  });

/** GET /products: searches, filters, sorts and pages the active products. */
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { withEntityTag } from '@mambogo/service/http/entity-tag.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { pageTag } from '../domain/entity-tag.ts';
import { findProducts } from '../store/find-products.ts';

export const listProductsApi = ({ database }: Context) =>
  handleRoute(listProducts, async ({ query, request }) => {
    const page = await findProducts(database.manager, query);
    return withEntityTag(request, pageTag(page), page);
  });

/** GET /products/{id}: one product, including retired ones. */
import { getProduct } from '@mambogo/contracts/api/products.ts';
import { withEntityTag } from '@mambogo/service/http/entity-tag.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { productTag } from '../domain/entity-tag.ts';
import { viewProduct } from '../store/product-view.ts';
import { noSuchProduct } from './no-such-product.ts';

export const getProductApi = ({ database }: Context) =>
  handleRoute(getProduct, async ({ params: { id }, request }) => {
    const product = await viewProduct(database.manager, id);
    if (!product) throw noSuchProduct(id);
    return withEntityTag(request, productTag(product), product);
  });

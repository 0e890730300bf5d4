/** Reads products: a page of the active ones, or one by its id, retired ones included. */
import { findProduct } from '@mambogo/contracts/api/product-slugs.ts';
import { getProduct, listProducts } from '@mambogo/contracts/api/products.ts';
import { withEntityTag } from '@mambogo/service/http/entity-tag.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { pageTag, productTag } from '../domain/entity-tag.ts';
import { findProducts } from '../store/find-products.ts';
import { viewProduct, viewProductBySlug } from '../store/view-product.ts';
import { noSuchProduct } from './no-such-product.ts';

/** GET /products/{id}: one product, including retired ones. */
export const getProductApi = ({ reads }: Context) =>
  handleRoute(getProduct, async ({ params: { id }, request }) => {
    const product = await reads.mayBeStale(request, (manager) => viewProduct(manager, id));
    if (!product) throw noSuchProduct(id);
    return withEntityTag(request, productTag(product), product);
  });

/** GET /products/slugs/{slug}: the product that has or had this slug, with the present one. */
export const findProductApi = ({ reads }: Context) =>
  handleRoute(findProduct, async ({ params: { slug }, request }) => {
    const product = await reads.mayBeStale(request, (manager) => viewProductBySlug(manager, slug));
    if (!product) throw new Problem('not-found', `no product has or had the slug ${slug}`);
    return withEntityTag(request, productTag(product), product);
  });

/** GET /products: searches, filters, sorts and pages the active products. */
export const listProductsApi = ({ reads, catalogue }: Context) =>
  handleRoute(listProducts, async ({ query, request }) => {
    const page = await reads.mayBeStale(request, (manager, server) => findProducts(manager, catalogue, query, server));
    return withEntityTag(request, pageTag(page), page);
  });

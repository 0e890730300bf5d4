/** POST /products/{id}/retire and /reactivate: takes a product off sale, and puts it back on sale; both are idempotent. */
import { reactivateProduct, retireProduct } from '@mambogo/contracts/api/products.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { reactivate, retire } from '../domain/product.ts';
import { applyCatalogueChange, lockedProduct } from './apply-catalogue-change.ts';

export const retireProductApi = (context: Context) =>
  handleRoute(retireProduct, ({ params: { id }, caller, idempotencyKey: key }) =>
    applyCatalogueChange(
      context,
      { caller: caller.subject, route: retireProduct.id, key, request: { id } },
      async (unit) => retire(await lockedProduct(unit, id)),
    ),
  );

export const reactivateProductApi = (context: Context) =>
  handleRoute(reactivateProduct, ({ params: { id }, body: { sku } = {}, caller, idempotencyKey: key }) =>
    applyCatalogueChange(
      context,
      { caller: caller.subject, route: reactivateProduct.id, key, request: { id, sku } },
      async (unit) => reactivate(await lockedProduct(unit, id), sku),
    ),
  );

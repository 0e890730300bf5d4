/** POST /products/{id}/retire and /reactivate: no longer listed and sold, and on sale again; doing either twice is doing it once. */
import { reactivateProduct, retireProduct } from '@mambogo/contracts/api/products.ts';
import { handleRoute } from '@mambogo/service/route-handler.ts';
import type { Context } from '../context.ts';
import { reactivate, retire } from '../domain/product.ts';
import { changeCatalogue, lockedProduct } from './change-catalogue.ts';

export const retireProductApi = (context: Context) =>
  handleRoute(retireProduct, ({ params: { id }, caller, idempotencyKey: key }) =>
    changeCatalogue(context, { caller: caller.subject, route: retireProduct.id, key, request: { id } }, async (work) =>
      retire(await lockedProduct(work, id)),
    ),
  );

export const reactivateProductApi = (context: Context) =>
  handleRoute(reactivateProduct, ({ params: { id }, body: { sku } = {}, caller, idempotencyKey: key }) =>
    changeCatalogue(
      context,
      { caller: caller.subject, route: reactivateProduct.id, key, request: { id, sku } },
      async (work) => reactivate(await lockedProduct(work, id), sku),
    ),
  );

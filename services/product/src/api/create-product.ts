/** POST /products: puts a new product on sale; inventory creates an empty stock row for it. */
import { createProduct, getProduct } from '@mambogo/contracts/api/products.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { create } from '../domain/product.ts';
import { applyCatalogueChange, toDetails, toSavedResponse } from './apply-catalogue-change.ts';

export const createProductApi = (context: Context) =>
  handleRoute(createProduct, ({ body, caller, idempotencyKey: key }) =>
    applyCatalogueChange(
      context,
      { caller: caller.subject, route: createProduct.id, key, request: body },
      async ({ manager }) => create(newProductId(), await toDetails(manager, body, context.settings)),
      (product) => toSavedResponse(201, product, { location: getProduct.path.replace('{id}', product.id) }),
    ),
  );

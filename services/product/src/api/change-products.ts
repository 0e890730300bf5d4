/** Creates, replaces, retires and reactivates products. */
import {
  changeProduct,
  createProduct,
  getProduct,
  reactivateProduct,
  retireProduct,
} from '@mambogo/contracts/api/products.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { versionOfTag } from '../domain/entity-tag.ts';
import { change, create, reactivate, retire } from '../domain/product.ts';
import { applyCatalogueChange, lockedProduct, toDetails, toSavedResponse } from './apply-catalogue-change.ts';
import { checkGroup } from './check-group.ts';

/** POST /products: puts a new product on sale; inventory creates an empty stock row for it. */
export const createProductApi = (context: Context) =>
  handleRoute(createProduct, ({ body, caller, idempotencyKey: key }) =>
    applyCatalogueChange(
      context,
      { caller: caller.subject, route: createProduct.id, key, request: body },
      async ({ manager }) => create(newProductId(), await toDetails(manager, body, context.settings)),
      (product) => toSavedResponse(201, product, { location: getProduct.path.replace('{id}', product.id) }),
    ),
  );

/** PUT /products/{id}: replaces a product, unless it has changed since it was read. */
export const changeProductApi = (context: Context) =>
  handleRoute(changeProduct, ({ params: { id }, body, caller, ifMatch }) => {
    const expected = ifMatch === undefined ? undefined : versionOfTag(ifMatch);
    const request = { caller: caller.subject, route: changeProduct.id, key: undefined, request: body };
    return applyCatalogueChange(context, request, async (unit) => {
      const before = await lockedProduct(unit, id);
      return change(before, await toDetails(unit.manager, body, context.settings, id), expected);
    });
  });

/** POST /products/{id}/retire and /reactivate: takes a product off sale, and puts it back on sale; both are idempotent. */
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
      async (unit) => {
        const before = await lockedProduct(unit, id);
        // Another variant may have its options by now.
        await checkGroup(unit.manager, before, id);
        return reactivate(before, sku);
      },
    ),
  );

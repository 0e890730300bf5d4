/** PUT /products/{id}: replaces a product, unless it has changed since it was read. */
import { changeProduct } from '@mambogo/contracts/api/products.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { versionOfTag } from '../domain/entity-tag.ts';
import { change } from '../domain/product.ts';
import { applyCatalogueChange, lockedProduct, toDetails } from './apply-catalogue-change.ts';

export const changeProductApi = (context: Context) =>
  handleRoute(changeProduct, ({ params: { id }, body, caller, ifMatch }) => {
    const expected = ifMatch === undefined ? undefined : versionOfTag(ifMatch);
    const request = { caller: caller.subject, route: changeProduct.id, key: undefined, request: body };
    return applyCatalogueChange(context, request, async (unit) => {
      const before = await lockedProduct(unit, id);
      return change(before, await toDetails(unit.manager, body, context.settings), expected);
    });
  });

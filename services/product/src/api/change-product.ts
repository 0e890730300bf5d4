/** PUT /products/{id}: says everything about a product anew, if nobody else has since it was read. */
import { changeProduct } from '@mambogo/contracts/api/products.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { versionOfTag } from '../domain/entity-tag.ts';
import { change } from '../domain/product.ts';
import { changeCatalogue, detailsOf, lockedProduct, saved } from './change-catalogue.ts';

export const changeProductApi = (context: Context) =>
  answer(changeProduct, async ({ params: { id }, body, caller, ifMatch }) => {
    const expected = ifMatch === undefined ? undefined : versionOfTag(ifMatch);
    const product = await changeCatalogue(context, caller, async (work) => {
      const before = await lockedProduct(work, id);
      return change(before, await detailsOf(work.manager, body, context.settings.CURRENCY), expected);
    });
    return saved(200, product);
  });

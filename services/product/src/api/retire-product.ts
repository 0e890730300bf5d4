/** POST /products/{id}/retire: no longer listed, no longer sold; doing it twice is doing it once. */
import { retireProduct } from '@mambogo/contracts/api/products.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { retire } from '../domain/product.ts';
import { changeCatalogue, lockedProduct } from './change-catalogue.ts';

export const retireProductApi = (context: Context) =>
  answer(retireProduct, ({ params: { id }, caller, idempotencyKey: key }) =>
    changeCatalogue(context, { caller: caller.subject, route: retireProduct.id, key, request: { id } }, async (work) =>
      retire(await lockedProduct(work, id)),
    ),
  );

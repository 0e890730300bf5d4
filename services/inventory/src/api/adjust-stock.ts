/** POST /admin/inventory/{productId}/adjust: corrects the count of a product. Never below what is reserved. */
import { adjustStock } from '@mambogo/contracts/api/inventory.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { changeStock } from './change-stock.ts';

export const adjustStockApi = (context: Pick<Context, 'runInTransaction'>) =>
  handleRoute(adjustStock, ({ params: { productId }, body, caller, idempotencyKey: key }) =>
    changeStock(
      context,
      { caller: caller.subject, route: adjustStock.id, key, request: { productId, ...body } },
      { movement: { productId, type: 'adjusted', quantity: body.delta }, note: { reason: body.reason } },
    ),
  );

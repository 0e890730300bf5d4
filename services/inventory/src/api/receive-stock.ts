/** POST /admin/inventory/{productId}/receive: records received goods. A reference that was used before must be confirmed. */
import { receiveStock } from '@mambogo/contracts/api/inventory.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { EntityManager } from 'typeorm';
import type { Context } from '../context.ts';
import { findReceipt } from '../store/find-receipt.ts';
import { changeStock } from './change-stock.ts';

export const receiveStockApi = (context: Pick<Context, 'runInTransaction'>) =>
  handleRoute(receiveStock, ({ params: { productId }, body, caller, idempotencyKey: key }) => {
    const { quantity, reference, confirmDuplicate = false } = body;
    const request = { caller: caller.subject, route: receiveStock.id, key, request: { productId, ...body } };
    return changeStock(context, request, {
      movement: { productId, type: 'received', quantity },
      note: { reference },
      check: async ({ manager }) => {
        if (!confirmDuplicate) await rejectDuplicate(manager, productId, reference);
      },
    });
  });

/** Booking the same delivery twice is the usual mistake; a delivery in two parts is legitimate. */
async function rejectDuplicate(manager: EntityManager, productId: ProductId, reference: string): Promise<void> {
  const known = await findReceipt(manager, productId, reference);
  if (!known) return;
  const at = known.at.toISOString();
  throw new Problem(
    'duplicate-reference',
    `${known.quantity} items were already received with the reference ${reference} at ${at}; to receive more, send confirmDuplicate: true`,
    { receipt: { quantity: known.quantity, at } },
  );
}

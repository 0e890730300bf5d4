/** POST /admin/inventory/{productId}/adjust: the count on the shelf was wrong. Never below what is reserved. */
import { adjustStock } from '@mambogo/contracts/api/inventory.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { changeStock } from './change-stock.ts';

export const adjustStockApi = (context: Context) =>
  answer(adjustStock, async ({ params: { productId }, body: { delta, reason }, caller }) => ({
    status: 200,
    body: await changeStock(context, caller, { productId, type: 'adjusted', quantity: delta }, { reason }),
  }));

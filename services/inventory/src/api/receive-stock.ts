/** POST /admin/inventory/{productId}/receive: goods came in. */
import { receiveStock } from '@mambogo/contracts/api/inventory.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { changeStock } from './change-stock.ts';

export const receiveStockApi = (context: Context) =>
  answer(receiveStock, async ({ params: { productId }, body: { quantity, reference }, caller }) => ({
    status: 200,
    body: await changeStock(context, caller, { productId, type: 'received', quantity }, { reference }),
  }));

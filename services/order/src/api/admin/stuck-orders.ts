/** Orders that wait too long, and the diagnosis of one order, for operators: nothing in it is personal. */
import { getOrderDiagnosis, listStuckOrders } from '@mambogo/contracts/api/operations.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../../context.ts';
import { diagnoseOrder, findStuckOrders } from '../../store/stuck-orders.ts';
import { noSuchOrder } from '../no-such-order.ts';
import { timelineForMerchant } from '../timeline.ts';

export const listStuckOrdersApi = ({ reads }: Context) =>
  handleRoute(listStuckOrders, async ({ request }) => ({
    status: 200,
    body: { items: await reads.mayBeStale(request, findStuckOrders) },
  }));

export const getOrderDiagnosisApi = (context: Context) =>
  handleRoute(getOrderDiagnosis, async ({ params: { id }, request }) => {
    const order = await context.reads.mayBeStale(request, (db) => diagnoseOrder(db, id));
    if (!order) throw noSuchOrder(id);
    const timeline = (await timelineForMerchant(context, request, id)).map(({ data: _, actor: __, ...entry }) => entry);
    return { status: 200, body: { ...order, timeline } };
  });

/** Orders that wait too long, and the diagnosis of one order, for operators: nothing in it is personal. */
import { getOrderDiagnosis, listStuckOrders } from '@mambogo/contracts/api/operations.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../../context.ts';
import { diagnoseOrder, findStuckOrders } from '../../store/stuck-orders.ts';
import { noSuchOrder } from '../no-such-order.ts';
import { timelineForMerchant } from '../timeline.ts';

export const listStuckOrdersApi = ({ database }: Context) =>
  handleRoute(listStuckOrders, async () => ({ status: 200, body: { items: await findStuckOrders(database) } }));

export const getOrderDiagnosisApi = (context: Context) =>
  handleRoute(getOrderDiagnosis, async ({ params: { id } }) => {
    const order = await diagnoseOrder(context.database, id);
    if (!order) throw noSuchOrder(id);
    const timeline = (await timelineForMerchant(context, id)).map(({ data: _, actor: __, ...entry }) => entry);
    return { status: 200, body: { ...order, timeline } };
  });

/** GET /orders/{id}: one of the caller's orders. */
import { getOrder } from '@mambogo/contracts/api/orders.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { findOrder } from '../store/find-orders.ts';
import { noSuchOrder } from './no-such-order.ts';
import { toOrder } from './order-view.ts';

export const getOrderApi = ({ database, personalData }: Context) =>
  handleRoute(getOrder, async ({ params: { id }, caller }) => {
    const order = await findOrder(database, id, CustomerId.parse(caller.subject));
    if (!order) throw noSuchOrder(id);
    return { status: 200, body: toOrder(order, personalData) };
  });

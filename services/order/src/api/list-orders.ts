/** GET /orders: the caller's own, newest first. */
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/route-handler.ts';
import type { Context } from '../context.ts';
import { pageOfOrders } from './order-page.ts';
import { toOrder } from './order-view.ts';

export const listOrdersApi = ({ database, personalData }: Context) =>
  handleRoute(listOrders, async ({ query, caller }) => {
    const mine = { ...query, customerId: CustomerId.parse(caller.subject) };
    return { status: 200, body: await pageOfOrders(database, mine, (order) => toOrder(order, personalData)) };
  });

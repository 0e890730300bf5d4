/** GET /orders: the caller's orders, newest first. */
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { toOrder } from './order-view.ts';
import { readOrderPage } from './read-order-page.ts';

export const listOrdersApi = ({ database, personalData }: Context) =>
  handleRoute(listOrders, async ({ query, caller }) => {
    const filter = { ...query, customerId: CustomerId.parse(caller.subject) };
    return { status: 200, body: await readOrderPage(database, filter, (order) => toOrder(order, personalData)) };
  });

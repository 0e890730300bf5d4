/** GET /me/orders: the caller's orders with their timelines, in pages. */
import { listMyOrders, type OrderRecord } from '@mambogo/contracts/api/me.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { toOrder } from './order-view.ts';
import { readOrderPage } from './read-order-page.ts';
import { timelineForCustomer } from './timeline.ts';

export const listMyOrdersApi = (context: Context) =>
  handleRoute(listMyOrders, async ({ query, caller }) => {
    const customerId = CustomerId.parse(caller.subject);
    const { items, next } = await readOrderPage(context.database, { ...query, customerId }, (order) =>
      toOrder(order, context.personalData),
    );
    const records = items.map(
      async (order): Promise<OrderRecord> => ({
        order,
        timeline: await timelineForCustomer(context, order.id, customerId),
      }),
    );
    return { status: 200, body: { items: await Promise.all(records), next } };
  });

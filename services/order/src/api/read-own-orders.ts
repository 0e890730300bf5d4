/** Reads the caller's orders: one, a page, a page with timelines, and the timeline of one. */

import { listMyOrders, type OrderRecord } from '@mambogo/contracts/api/me.ts';
import { getOrder, getTimeline, listOrders } from '@mambogo/contracts/api/orders.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { findOrder } from '../store/find-orders.ts';
import { noSuchOrder } from './no-such-order.ts';
import { toOrder } from './order-view.ts';
import { readOrderPage } from './read-order-page.ts';
import { timelineForCustomer } from './timeline.ts';

/** GET /orders/{id}: one of the caller's orders. */
export const getOrderApi = ({ database, personalData }: Context) =>
  handleRoute(getOrder, async ({ params: { id }, caller }) => {
    const order = await findOrder(database, id, CustomerId.parse(caller.subject));
    if (!order) throw noSuchOrder(id);
    return { status: 200, body: toOrder(order, personalData) };
  });

/** GET /orders: the caller's orders, newest first. */
export const listOrdersApi = ({ database, personalData }: Context) =>
  handleRoute(listOrders, async ({ query, caller }) => {
    const filter = { ...query, customerId: CustomerId.parse(caller.subject) };
    return { status: 200, body: await readOrderPage(database, filter, (order) => toOrder(order, personalData)) };
  });

/** GET /me/orders: the caller's orders with their timelines, in pages. */
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

/** GET /orders/{id}/timeline: the history of one of the caller's orders. */
export const getTimelineApi = (context: Context) =>
  handleRoute(getTimeline, async ({ params: { id }, caller }) => ({
    status: 200,
    body: await timelineForCustomer(context, id, CustomerId.parse(caller.subject)),
  }));

/** GET /orders/{id}/timeline: the history of one of the caller's orders. */
import { getTimeline } from '@mambogo/contracts/api/orders.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { timelineForCustomer } from './timeline.ts';

export const getTimelineApi = (context: Context) =>
  handleRoute(getTimeline, async ({ params: { id }, caller }) => ({
    status: 200,
    body: await timelineForCustomer(context, id, CustomerId.parse(caller.subject)),
  }));

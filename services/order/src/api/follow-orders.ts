/**
 * GET /me/orders/events?orders=...: several of the caller's orders in one stream, first the current state and then every
 * change, so that a browser with many tabs needs one connection. Ends when none of them can change any more, the access token
 * expires or is revoked, or the service stops. Ids of other orders are ignored, so that one bad id does not block the rest; 404
 * if none is the caller's.
 */
import { followOrders } from '@mambogo/contracts/api/orders.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { tokenEndSignal } from '@mambogo/service/auth/revocations/revocations.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { findOwnOrders } from '../store/find-orders.ts';
import { createOrderStream } from './order-stream.ts';

export const followOrdersApi = (context: Context) =>
  handleRoute(followOrders, async ({ query, caller, response }) => {
    const { database, changes } = context;
    const ids = [...new Set(query.orders)];
    const { signal, unwatch } = tokenEndSignal(context.revocations, caller);
    const abortSignal = AbortSignal.any([signal, context.stopping.signal]);
    const stream = createOrderStream(context, { response, abortSignal });
    // Follow before reading, so that no change is missed in between.
    const unfollows = ids.map((orderId) =>
      changes.follow({ orderId, version: () => stream.version(orderId), changed: stream.send }),
    );
    try {
      const orders = await findOwnOrders(database, ids, CustomerId.parse(caller.subject));
      if (orders.length === 0) throw new Problem('not-found', 'none of these orders exists');
      await stream.open(orders);
      return undefined;
    } finally {
      for (const unfollow of unfollows) unfollow();
      unwatch();
    }
  });

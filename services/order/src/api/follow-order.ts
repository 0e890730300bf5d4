/**
 * GET /orders/{id}/events: the current order and then every change, as server-sent `status` events whose id is the order's
 * version. Ends when the order reaches a final status, the access token expires or is revoked, or the service stops. A client
 * that reconnects with Last-Event-ID gets newer versions only, or 204 if that version is final, so that it stops reconnecting.
 */
import { followOrder } from '@mambogo/contracts/api/orders.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { tokenEndSignal } from '@mambogo/service/auth/revocations/revocations.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { isFinal } from '../domain/order-state.ts';
import { findOrder } from '../store/find-orders.ts';
import { noSuchOrder } from './no-such-order.ts';
import { createOrderStream } from './order-stream.ts';

export const followOrderApi = (context: Context) =>
  handleRoute(followOrder, async ({ params: { id }, caller, request, response }) => {
    const { database, changes } = context;
    const seen = Number.parseInt(request.get('last-event-id') ?? '', 10) || 0;
    const { signal, unwatch } = tokenEndSignal(context.revocations, caller);
    const abortSignal = AbortSignal.any([signal, context.stopping.signal]);
    const stream = createOrderStream(context, {
      response,
      abortSignal,
      seen: () => seen,
      eventId: ({ version }) => version,
    });
    // Follow before reading, so that no change is missed in between.
    const unfollow = changes.follow({ orderId: id, version: () => stream.version(id), changed: stream.send });
    try {
      const order = await findOrder(database, id, CustomerId.parse(caller.subject));
      if (!order) throw noSuchOrder(id);
      if (isFinal(order.state.status) && order.version <= seen) return { status: 204 };
      await stream.open([order]);
      return undefined;
    } finally {
      unfollow();
      unwatch();
    }
  });

/**
 * GET /orders/{id}/events: the order as it is, then again at every change, as server-sent `status` events whose id is the
 * order's version. Ends when the order is at a final status, the access token expires or is revoked, or the service stops. A client that comes back with the last
 * id it saw gets what is newer; on an order that ended with that id, 204: there is nothing to come back for.
 */
import { followOrder } from '@mambogo/contracts/api/orders.ts';
import { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import { answer } from '@mambogo/service/answer.ts';
import { endOfToken } from '@mambogo/service/revocations/revocations.ts';
import type { Response } from 'express';
import type { Context } from '../context.ts';
import { isFinal } from '../domain/order-state.ts';
import { type FoundOrder, findOrder } from '../store/find-orders.ts';
import { noSuchOrder } from './no-such-order.ts';
import { toOrder } from './order-view.ts';

export const followOrderApi = (context: Context) =>
  answer(followOrder, async ({ params, caller, request, response }) => {
    const { database, changes } = context;
    // As the database writes it, by which changes are told apart.
    const id = OrderId.parse(params.id.toLowerCase());
    const seen = Number.parseInt(request.get('last-event-id') ?? '', 10) || 0;
    const { signal, unwatch } = endOfToken(context.revocations, caller);
    const ended = AbortSignal.any([signal, context.stopping.signal]);
    const stream = createStream(context, response, seen, ended);
    // Follow first, then read: nothing falls between the two.
    const unfollow = changes.follow({ orderId: id, version: stream.version, changed: stream.send });
    try {
      const order = await findOrder(database, id, CustomerId.parse(caller.subject));
      if (!order) throw noSuchOrder(id);
      if (isFinal(order.state.status) && order.version <= seen) return { status: 204 };
      await stream.open(order);
      return undefined;
    } finally {
      unfollow();
      unwatch();
    }
  });

/** @param over ends the stream */
function createStream(
  { personalData, settings }: Pick<Context, 'personalData' | 'settings'>,
  response: Response,
  seen: number,
  over: AbortSignal,
) {
  let version = seen;
  let isOpen = false;
  let newest: FoundOrder | undefined;
  const ended = Promise.withResolvers<void>();

  function send(order: FoundOrder): void {
    if (!newest || order.version > newest.version) newest = order;
    if (!isOpen || newest.version <= version) return;
    version = newest.version;
    response.write(`id: ${version}\nevent: status\ndata: ${JSON.stringify(toOrder(newest, personalData))}\n\n`);
    if (isFinal(newest.state.status)) ended.resolve();
  }

  return {
    version: () => newest?.version ?? version,
    /** Keeps what comes before `open` for it. */
    send,
    /** Resolves when the stream has ended. */
    async open(order: FoundOrder): Promise<void> {
      isOpen = true;
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      // Sidecars hold the headers back until the first byte after them, and the first status may be a long time coming.
      response.write(': following\n\n');
      const heartbeat = setInterval(() => response.write(': still here\n\n'), settings.HEARTBEAT_SECONDS * 1_000);
      const end = () => ended.resolve();
      response.once('close', end);
      over.addEventListener('abort', end);
      send(order);
      if (response.closed || over.aborted) end();
      await ended.promise;
      clearInterval(heartbeat);
      over.removeEventListener('abort', end);
      response.end();
    },
  };
}

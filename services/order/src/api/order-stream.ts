/**
 * Orders as server-sent `status` events on one response. What changes before `open` is kept for it, so that whoever follows
 * first and reads then misses nothing; no version is sent twice, and none after a newer one.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { Response } from 'express';
import type { Context } from '../context.ts';
import { isFinal } from '../domain/order-state.ts';
import type { FoundOrder } from '../store/find-orders.ts';
import { toOrder } from './order-view.ts';

export interface OrderStream {
  /** The newest version of the order that was sent or is to be sent. */
  version(id: OrderId): number;
  /** Only what was opened is ever sent: changes of an order that is not the caller's lead to nothing. */
  send(order: FoundOrder): void;
  /** Sends the orders and every change of them; resolves when none can change any more, `over` is aborted or the client leaves. */
  open(orders: readonly FoundOrder[]): Promise<void>;
}

export interface OrderStreamSettings {
  readonly response: Response;
  readonly over: AbortSignal;
  /** The version that the client has. */
  seen?(id: OrderId): number;
  /** Names an event, by which the client resumes. */
  eventId?(order: FoundOrder): number;
}

export function createOrderStream(
  { personalData, settings }: Pick<Context, 'personalData' | 'settings'>,
  { response, over, seen = () => 0, eventId }: OrderStreamSettings,
): OrderStream {
  const newest = new Map<OrderId, FoundOrder>();
  const sent = new Map<OrderId, number>();
  const shown = new Set<OrderId>();
  const changing = new Set<OrderId>();
  const ended = Promise.withResolvers<void>();

  function send(order: FoundOrder): void {
    const known = newest.get(order.id);
    const latest = known && known.version >= order.version ? known : order;
    newest.set(order.id, latest);
    if (!shown.has(order.id) || latest.version <= (sent.get(order.id) ?? seen(order.id))) return;
    sent.set(order.id, latest.version);
    const id = eventId ? `id: ${eventId(latest)}\n` : '';
    response.write(`${id}event: status\ndata: ${JSON.stringify(toOrder(latest, personalData))}\n\n`);
    if (!isFinal(latest.state.status)) return;
    changing.delete(order.id);
    if (changing.size === 0) ended.resolve();
  }

  return {
    version: (id) => newest.get(id)?.version ?? seen(id),
    send,
    async open(orders) {
      for (const { id } of orders) {
        shown.add(id);
        changing.add(id);
      }
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
      for (const order of orders) send(order);
      if (response.closed || over.aborted) end();
      await ended.promise;
      clearInterval(heartbeat);
      over.removeEventListener('abort', end);
      response.end();
    },
  };
}

/**
 * Sends orders as server-sent `status` events on one response. Changes before `open` are buffered, so that a caller who follows
 * first and reads afterwards misses none. No version is sent twice, or after a newer one.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { Response } from 'express';
import type { Context } from '../context.ts';
import { isFinal } from '../domain/order-state.ts';
import type { FoundOrder } from '../store/find-orders.ts';
import { toOrder } from './order-view.ts';

export interface OrderStream {
  /** The newest version of the order that was sent or is buffered. */
  version(id: OrderId): number;
  /** Sends only orders that were passed to `open`, so changes of other customers' orders are never sent. */
  send(order: FoundOrder): void;
  /**
   * Sends the orders and all their changes. Resolves when none can change any more, `abortSignal` is aborted or the client
   * disconnects.
   */
  open(orders: readonly FoundOrder[]): Promise<void>;
}

export interface OrderStreamSettings {
  readonly response: Response;
  readonly abortSignal: AbortSignal;
  /** The version that the client already has. */
  seen?(id: OrderId): number;
  /** The id of an event, from which the client resumes. */
  eventId?(order: FoundOrder): number;
}

export function createOrderStream(
  { personalData, settings }: Pick<Context, 'personalData' | 'settings'>,
  { response, abortSignal, seen = () => 0, eventId }: OrderStreamSettings,
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
      // Sidecars hold back the headers until the first byte of the body, and the first status may take a long time.
      response.write(': following\n\n');
      const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), settings.HEARTBEAT_SECONDS * 1_000);
      const end = () => ended.resolve();
      response.once('close', end);
      abortSignal.addEventListener('abort', end);
      for (const order of orders) send(order);
      if (response.closed || abortSignal.aborted) end();
      await ended.promise;
      clearInterval(heartbeat);
      abortSignal.removeEventListener('abort', end);
      response.end();
    },
  };
}

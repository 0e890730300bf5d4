/**
 * Follows orders by the server-sent events of `GET /me/orders/events`, read through fetch because an EventSource can't send a
 * token. A broken stream is reopened with back-off and starts with the current state of every order; while it keeps failing,
 * the orders are polled instead. Ends when the last order reaches a final status.
 */

import type { Order } from '@mambogo/contracts/api/orders.ts';
import { backoff } from '@mambogo/contracts/backoff.ts';
import type { CallOutput } from '@mambogo/contracts/client/endpoint.ts';
import * as endpoints from '@mambogo/contracts/endpoints/orders.ts';
import { createParser } from 'eventsource-parser';
import { isApiError } from '../api/api-error.ts';
import type { Client } from '../api/create-client.ts';

export type Connection = 'live' | 'asking' | 'lost';

export interface Follow {
  readonly client: Client;
  readonly orderIds: readonly string[];
  readonly signal: AbortSignal;
  onOrder(order: Order): void;
  onConnection?(connection: Connection): void;
  /** Sleeps; rejects when the signal is aborted. */
  pause?(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** No changes but refunds follow these. */
export const finalStatuses: readonly Order['status'][] = ['DELIVERED', 'CANCELLED', 'REFUNDED'];

/** Milliseconds without data after which a stream is considered dead: the service sends a heartbeat every 15 s. */
const silenceTimeoutMs = 45_000;
const failuresBeforePolling = 2;
/** Milliseconds. */
const reconnecting = { first: 1_000, longest: 10_000 };

/** Resolves when all orders are final or the signal is aborted. */
export async function followOrders(follow: Follow): Promise<void> {
  const { client, signal, onConnection, pause = wait } = follow;
  const changing = new Set(follow.orderIds);
  let failures = 0;
  while (!signal.aborted && changing.size > 0) {
    try {
      const response = await client.open(endpoints.followOrders, {
        signal,
        query: { orders: [...changing].join(',') },
        headers: { accept: 'text/event-stream' },
      });
      failures = 0;
      onConnection?.('live');
      await readEvents(response, signal, onStatusEvent);
      // A clean end: the service restarted, or the token expired.
      if (changing.size > 0) await pause(300, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (isApiError(error) && !error.passes) throw error;
      failures += 1;
      onConnection?.(failures > failuresBeforePolling ? 'asking' : 'lost');
      if (failures > failuresBeforePolling) for (const id of [...changing]) await poll(id);
      await pause(backoff(failures, reconnecting), signal).catch(() => undefined);
    }
  }

  function onStatusEvent(order: Order): void {
    if (finalStatuses.includes(order.status)) changing.delete(order.id);
    follow.onOrder(order);
  }

  async function poll(id: string): Promise<void> {
    try {
      onStatusEvent(await client.call(endpoints.getOrder, { params: { id }, signal }));
    } catch {
      onConnection?.('lost');
    }
  }
}

async function readEvents(response: Response, signal: AbortSignal, onStatus: (order: Order) => void): Promise<void> {
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event !== 'status') return;
      const order: CallOutput<typeof endpoints.followOrders> = JSON.parse(data);
      onStatus(order);
    },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await withSilenceTimeout(reader.read(), signal);
      if (done) return;
      parser.feed(value);
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function withSilenceTimeout<T>(read: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the stream timed out')), silenceTimeoutMs);
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    read.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    });
  });
}

export const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });

/**
 * Orders as they change: the server-sent events of `GET /me/orders/events` read through fetch, because an EventSource can't
 * carry a token. A broken stream is opened again after a growing pause, and begins with every order as it is by then; when it
 * can't be opened again and again, the orders are polled instead. Ends by itself with the last order.
 */
import type { Order } from '@mambogo/contracts/api/orders.ts';
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
  /** Waits; rejects when the signal is aborted. */
  pause?(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Nothing more comes after these but refunds. */
export const finalStatuses: readonly Order['status'][] = ['DELIVERED', 'CANCELLED', 'REFUNDED'];

/** A stream that said nothing for this long is dead: the service says something every 15 s. */
const silence = 45_000;
const triesBeforeAsking = 2;

/** Resolves when there is nothing more to come. */
export async function followOrders(follow: Follow): Promise<void> {
  const { client, signal, onConnection, pause = wait } = follow;
  const changing = new Set(follow.orderIds);
  let failures = 0;
  while (!signal.aborted && changing.size > 0) {
    try {
      const answer = await client.open('/api/v1/me/orders/events', {
        signal,
        query: { orders: [...changing].join(',') },
        headers: { accept: 'text/event-stream' },
      });
      failures = 0;
      onConnection?.('live');
      await readEvents(answer, signal, take);
      // It ended well: the service was renewed, or the token is at its end.
      if (changing.size > 0) await pause(300, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (isApiError(error) && !error.passes) throw error;
      failures += 1;
      onConnection?.(failures > triesBeforeAsking ? 'asking' : 'lost');
      if (failures > triesBeforeAsking) for (const id of [...changing]) await ask(id);
      await pause(Math.min(1_000 * 2 ** (failures - 1), 10_000), signal).catch(() => undefined);
    }
  }

  function take(order: Order): void {
    if (finalStatuses.includes(order.status)) changing.delete(order.id);
    follow.onOrder(order);
  }

  async function ask(id: string): Promise<void> {
    try {
      take(await client.call<Order>(`/api/v1/orders/${encodeURIComponent(id)}`, { signal }));
    } catch {
      onConnection?.('lost');
    }
  }
}

async function readEvents(answer: Response, signal: AbortSignal, onStatus: (order: Order) => void): Promise<void> {
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === 'status') onStatus(JSON.parse(data) as Order);
    },
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read(), signal);
      if (done) return;
      parser.feed(value);
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function withinSilence<T>(read: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the stream fell silent')), silence);
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

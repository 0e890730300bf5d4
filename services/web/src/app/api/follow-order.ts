/**
 * An order as it changes: the server-sent events of `GET /orders/{id}/events` read through fetch, because an EventSource
 * can't carry a token. A break is mended with Last-Event-ID after a growing pause; when the stream can't be opened again
 * and again, the order is asked for instead. Ends by itself with the order.
 */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { createParser } from 'eventsource-parser';
import { isApiError } from './api-error.ts';
import type { Client } from './create-client.ts';

export type Connection = 'live' | 'asking' | 'lost';

export interface Follow {
  readonly client: Client;
  readonly orderId: string;
  readonly signal: AbortSignal;
  onOrder(order: Order): void;
  onConnection?(connection: Connection): void;
  /** Waits; rejects when the signal is aborted. */
  pause?(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** A stream that said nothing for this long is dead: the service says something every 15 s. */
const silence = 45_000;
const triesBeforeAsking = 2;

/** Resolves when there is nothing more to come. */
export async function followOrder(follow: Follow): Promise<void> {
  const { client, orderId, signal, onOrder, onConnection, pause = wait } = follow;
  const path = `/api/v1/orders/${encodeURIComponent(orderId)}`;
  let lastId: string | undefined;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const answer = await client.open(`${path}/events`, {
        signal,
        headers: { accept: 'text/event-stream', ...(lastId ? { 'last-event-id': lastId } : {}) },
      });
      if (answer.status === 204) return;
      failures = 0;
      onConnection?.('live');
      await readEvents(answer, signal, (id, order) => {
        lastId = id;
        onOrder(order);
      });
      // It ended well: the service was renewed, or the order is at its end and answers 204 now.
      await pause(300, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (isApiError(error) && !error.passes) throw error;
      failures += 1;
      onConnection?.(failures > triesBeforeAsking ? 'asking' : 'lost');
      if (failures > triesBeforeAsking) await ask();
      await pause(Math.min(1_000 * 2 ** (failures - 1), 10_000), signal).catch(() => undefined);
    }
  }

  async function ask(): Promise<void> {
    try {
      onOrder(await client.call<Order>(path, { signal }));
    } catch {
      onConnection?.('lost');
    }
  }
}

async function readEvents(
  answer: Response,
  signal: AbortSignal,
  onEvent: (id: string | undefined, order: Order) => void,
): Promise<void> {
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      if (event === 'status') onEvent(id, JSON.parse(data) as Order);
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

/**
 * Bounds concurrent calls to one upstream, in total and per client address, so that no client can occupy what all others need
 * (https://learn.microsoft.com/azure/architecture/patterns/bulkhead). A call beyond its client's share waits in that client's
 * queue; free slots go to the clients in turn, not to the one with the most calls. Beyond the queue, or after `waitMs`, only
 * the client that sent too many calls is rejected.
 */
import { Problem } from '@mambogo/service/http/problem.ts';

export interface BulkheadSettings {
  /** Concurrent calls: in total, and for one client. */
  readonly concurrency: number;
  readonly clientConcurrency: number;
  /** Queued calls of one client, and how long they may wait. */
  readonly clientQueue: number;
  readonly waitMs: number;
}

export interface Bulkhead {
  /** Resolves with a function that releases the slot; rejects with the problem `concurrency-limited`, or the signal's reason. */
  acquire(client: string, signal?: AbortSignal): Promise<() => void>;
  /** Active and waiting calls. */
  load(): { readonly active: number; readonly waiting: number };
}

interface Client {
  active: number;
  readonly queue: Set<() => void>;
}

export function createBulkhead(settings: BulkheadSettings): Bulkhead {
  const clients = new Map<string, Client>();
  /** Clients with waiting calls, in the order of their turns. */
  const queues = new Map<string, Client>();
  let active = 0;
  let waiting = 0;

  const clientOf = (name: string): Client => {
    const known = clients.get(name);
    if (known) return known;
    const created = { active: 0, queue: new Set<() => void>() };
    clients.set(name, created);
    return created;
  };
  const removeIdle = (name: string, { active: own, queue }: Client) => {
    if (own === 0 && queue.size === 0) clients.delete(name);
  };
  const isFree = (client: Client) => active < settings.concurrency && client.active < settings.clientConcurrency;

  function take(name: string, client: Client): () => void {
    active += 1;
    client.active += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      active -= 1;
      client.active -= 1;
      admitNext();
      removeIdle(name, client);
    };
  }

  function admitNext(): void {
    for (const [name, client] of queues) {
      if (active >= settings.concurrency) return;
      if (!isFree(client)) continue;
      const [admit] = client.queue;
      // Moves to the end of the line if it has more calls.
      queues.delete(name);
      if (client.queue.size > 1) queues.set(name, client);
      admit?.();
    }
  }

  function wait(name: string, client: Client, signal?: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        client.queue.delete(admit);
        waiting -= 1;
        if (client.queue.size === 0) queues.delete(name);
      };
      const admit = () => {
        leave();
        resolve(take(name, client));
      };
      const abort = () => {
        leave();
        removeIdle(name, client);
        reject(signal?.reason as Error);
      };
      const timer = setTimeout(() => {
        leave();
        removeIdle(name, client);
        reject(concurrencyLimited());
      }, settings.waitMs);
      signal?.addEventListener('abort', abort);
      client.queue.add(admit);
      waiting += 1;
      queues.set(name, client);
    });
  }

  return {
    async acquire(name, signal) {
      signal?.throwIfAborted();
      const client = clientOf(name);
      if (isFree(client) && client.queue.size === 0) return take(name, client);
      if (client.queue.size < settings.clientQueue) return wait(name, client, signal);
      throw concurrencyLimited();
    },
    load: () => ({ active, waiting }),
  };
}

export const concurrencyLimited = (): Problem =>
  new Problem('concurrency-limited', 'too many of your requests are in progress; try again in a moment');

/**
 * Tells followers of orders about every new version, whichever instance wrote it. Changes are heard by NOTIFY and read
 * once for all followers of an order; a poll every few seconds is the net below it. An order nobody follows costs nothing.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { type FoundOrder, findNewer } from './find-orders.ts';

export interface OrderFollower {
  readonly orderId: OrderId;
  /** The version it has seen. */
  version(): number;
  changed(order: FoundOrder): void;
}

export interface OrderChanges extends Worker {
  /** Answers how to end it. */
  follow(follower: OrderFollower): () => void;
  /** An order has changed, says the database. */
  onNotification(orderId: string): void;
  /** Looks whether any followed order has changed. */
  refreshAll(): void;
}

export interface OrderChangesSettings {
  readonly database: Parameters<typeof findNewer>[0];
  readonly logger: Logger;
  readonly pollIntervalMs?: number;
}

export function createOrderChanges({ database, logger, pollIntervalMs = 5_000 }: OrderChangesSettings): OrderChanges {
  const followers = new Map<string, Set<OrderFollower>>();
  const changedIds = new Set<string>();
  let reading = false;
  let poll: NodeJS.Timeout | undefined;

  /** One read at a time; what is heard meanwhile is read after it. */
  async function read(): Promise<void> {
    if (reading) return;
    reading = true;
    try {
      while (changedIds.size > 0) {
        const known = oldestKnown(changedIds);
        changedIds.clear();
        if (known.size === 0) continue;
        for (const order of await findNewer(database, known))
          for (const follower of followers.get(order.id) ?? [])
            if (follower.version() < order.version) follower.changed(order);
      }
    } catch (error) {
      logger.warn({ err: error }, 'followed orders cannot be read; it will be tried again');
    } finally {
      reading = false;
    }
  }

  function oldestKnown(ids: ReadonlySet<string>): Map<OrderId, number> {
    const known = new Map<OrderId, number>();
    for (const id of ids)
      for (const follower of followers.get(id) ?? [])
        known.set(
          follower.orderId,
          Math.min(known.get(follower.orderId) ?? Number.MAX_SAFE_INTEGER, follower.version()),
        );
    return known;
  }

  function refreshAll(): void {
    for (const id of followers.keys()) changedIds.add(id);
    void read();
  }

  return {
    follow(follower) {
      const group = followers.get(follower.orderId) ?? new Set();
      followers.set(follower.orderId, group.add(follower));
      return () => {
        group.delete(follower);
        if (group.size === 0 && followers.get(follower.orderId) === group) followers.delete(follower.orderId);
      };
    },
    onNotification(orderId) {
      if (!followers.has(orderId)) return;
      changedIds.add(orderId);
      void read();
    },
    refreshAll,
    start() {
      poll ??= setInterval(refreshAll, pollIntervalMs);
    },
    async stop() {
      clearInterval(poll);
    },
  };
}

/**
 * Notifies followers of orders about every new version, whichever instance wrote it. Changes are announced by NOTIFY and read
 * once for all followers of an order; a poll every few seconds catches lost notifications. Orders without followers cost
 * nothing.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { type FoundOrder, findNewer } from './find-orders.ts';

export interface OrderFollower {
  readonly orderId: OrderId;
  /** The latest version it has received. */
  version(): number;
  changed(order: FoundOrder): void;
}

export interface OrderChanges extends Worker {
  /** Returns a function that stops following. */
  follow(follower: OrderFollower): () => void;
  /** Handles a NOTIFY that an order has changed. */
  onNotification(orderId: string): void;
  /** Checks all followed orders for changes. */
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

  /** One read at a time; orders that change meanwhile are read next. */
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
      logger.warn({ event: 'order.changes_read_failed', err: error }, 'changed orders cannot be read, will retry');
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

/** Handles a batch with idempotent handlers: all entries concurrently, each failing alone. */
import type { BulkDelivery, ProcessBatch } from '@mambogo/messaging/inbox/bulk-route.ts';

export const processBatch =
  (
    handle: (event: unknown) => Promise<void>,
    recordFailure: (delivery: BulkDelivery, error: unknown) => Promise<void>,
  ): ProcessBatch =>
  async (entries) => {
    const failed = new Map<string, unknown>();
    await Promise.all(
      entries.map(async (entry) => {
        try {
          await handle(entry.event);
        } catch (error) {
          failed.set(entry.entryId, error);
          await recordFailure(entry, error);
        }
      }),
    );
    return failed;
  };

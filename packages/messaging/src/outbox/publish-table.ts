/**
 * Publishes a batch of the outbox's table under the relay lock: rows in order of the sequence, topic by topic, and marks exactly
 * those that were published. A row that is too large for the broker is parked. A failed row holds back later rows of its key
 * until its retry.
 */
import { meter } from '@mambogo/metrics/meter.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { batchByTopic, excessiveBytes, maxEventBytes } from './batch-by-topic.ts';
import type { OutboxRow } from './outbox-row.ts';
import type { LockedOutbox, OutboxStore } from './outbox-store.ts';
import type { PublishRows } from './publish-rows.ts';

/** busy: another relay holds the lock. more: there may be further rows. */
export type TableOutcome = 'busy' | 'more' | 'done';

export interface TableParts {
  readonly store: OutboxStore;
  readonly publish: PublishRows;
  readonly logger: Logger;
  /** Maximum number of rows. */
  readonly limit: number;
}

export async function publishTable({ store, publish, logger, limit }: TableParts): Promise<TableOutcome> {
  let selected = 0;
  const acquired = await store.withRelayLock(async (outbox) => {
    const rows = await outbox.select(limit);
    selected = rows.length;
    const failedKeys = new Set<string>();
    for (const { topic, rows: batch } of batchByTopic(await parkExcessive(outbox, rows, logger))) {
      const due = batch.filter(({ messageKey }) => !failedKeys.has(`${topic} ${messageKey}`));
      if (due.length === 0) continue;
      const { published, failed } = await publish(topic, due);
      for (const { messageKey } of failed) failedKeys.add(`${topic} ${messageKey}`);
      if (published.length > 0) await outbox.markPublished(published.map(({ seq }) => seq));
      if (failed.length > 0) await outbox.markFailed(failed.map(({ seq }) => seq));
    }
  });
  if (!acquired) return 'busy';
  return selected === limit ? 'more' : 'done';
}

/** Parks the rows that sidecar and broker would always reject; returns the others. */
async function parkExcessive(outbox: LockedOutbox, rows: readonly OutboxRow[], logger: Logger): Promise<OutboxRow[]> {
  const publishable: OutboxRow[] = [];
  for (const row of rows) {
    const bytes = excessiveBytes(row);
    if (bytes === undefined) publishable.push(row);
    else {
      const { topic, id, seq } = row;
      await outbox.park(seq, `${bytes} bytes, at most ${maxEventBytes} can be published`);
      meter.count('mambogo_outbox_published_total', { topic, outcome: 'parked' });
      logger.error({ event: 'outbox.event_parked', topic, id, bytes }, 'event is too large to be published, parked');
    }
  }
  return publishable;
}

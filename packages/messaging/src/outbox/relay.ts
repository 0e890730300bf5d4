/**
 * Publishes the rows of the outbox at least once, in order of the sequence per key, and purges old rows every hour.
 *
 * Rows that this process commits to a PostgreSQL outbox are leased to it and handed over after the commit (`leased-rows.ts`).
 * They are published from memory: at once if nothing was published for 25 ms, otherwise when that time is over, so that under load
 * one publish carries the events of several transactions. They are marked as published in sets, 250 ms after the first of them.
 *
 * All other rows are published from the table, by the relay that gets its lock (`publish-table.ts`): rows whose lease is over,
 * because their process died or could not publish or mark them in time, rows that must wait for those of other instances, failed
 * rows, republished rows, rows of processes without a relay, and all rows of MariaDB or MySQL. The table is polled every second, and
 * at once when this process has committed such rows; a full batch is followed by the next. While another relay holds the lock, this
 * one retries after 20 ms if it knows of rows, otherwise after a second.
 *
 * One loop does all of this, one step after another, so that no two of them can overtake each other.
 */
import { createPollingWorker, type NextRun } from '@mambogo/service/process/polling-worker.ts';
import { maxBatchBytes } from './batch-by-topic.ts';
import { createLeasedRows } from './leased-rows.ts';
import type { AddedRows } from './outbox-row.ts';
import type { OutboxBacklog, OutboxStore } from './outbox-store.ts';
import { createPublisher, type PublisherSettings } from './publish-rows.ts';
import { publishTable } from './publish-table.ts';

export interface RelaySettings extends PublisherSettings {
  readonly store: OutboxStore;
}

export interface Relay {
  /** Takes over the rows that a transaction has added to the outbox, after its commit. */
  handOver(added: AddedRows): void;
  start(): void;
  /** Publishes what was handed over and one last batch of the table, then stops. */
  stop(): Promise<void>;
  backlog(): Promise<OutboxBacklog>;
}

const batch = { rows: 200, bytes: maxBatchBytes };
const lingerMs = 25;
const markAfterMs = 250;
const pollIntervalMs = 1_000;
const lockRetryMs = 20;
/** Another instance marks the rows that a left row waits for within this time. */
const leftAfterMs = markAfterMs + 50;
/** A restore needs published rows for a week; an event may be redelivered while consumers' positions (100 days) are kept. */
const retention = { outboxDays: 7, inboxDays: 120 };
const purgeIntervalMs = 3_600_000;

export function createRelay({ store, ...publisher }: RelaySettings): Relay {
  const { logger } = publisher;
  const { leased } = store;
  const publish = createPublisher(publisher);
  const rows = createLeasedRows();
  /** When each step is due. */
  const due = { publish: 0, mark: Number.POSITIVE_INFINITY, table: 0 };
  /** Whether rows are known to be in the table. */
  let isOwed = false;
  let purgedAt = 0;
  let stopped = Promise.resolve();

  /** Returns whether all rows that were queued at its beginning are published. */
  async function publishLeased(): Promise<boolean> {
    due.publish = performance.now() + lingerMs;
    let isComplete = true;
    for (let remaining = rows.queued(); remaining > 0; ) {
      const taken = rows.take(batch, performance.now());
      if (!taken) break;
      remaining -= taken.rows.length;
      const { published, failed } = await publish(taken.topic, taken.rows);
      rows.published(published);
      due.mark = Math.min(due.mark, performance.now() + markAfterMs);
      if (failed.length === 0) continue;
      isComplete = false;
      rows.failed(failed);
      await leased?.markFailed(failed.map(({ id }) => id)).catch(reportUnmarked);
    }
    if (rows.left.size > 0) lookAtTable(leftAfterMs);
    return isComplete;
  }

  async function markLeased(): Promise<void> {
    due.mark = Number.POSITIVE_INFINITY;
    const ids = [...rows.unmarked];
    if (ids.length === 0) return;
    try {
      await leased?.markPublished(ids);
      rows.marked(ids);
    } catch (error) {
      reportUnmarked(error);
      due.mark = performance.now() + pollIntervalMs;
    }
  }

  const reportUnmarked = (error: unknown): void =>
    logger.warn(
      { event: 'outbox.mark_failed', err: error },
      'outbox rows cannot be marked, they may be published again',
    );

  function lookAtTable(withinMs: number): void {
    isOwed = true;
    due.table = Math.min(due.table, performance.now() + withinMs);
  }

  async function publishFromTable(): Promise<void> {
    const isKnown = isOwed;
    isOwed = false;
    due.table = performance.now() + pollIntervalMs;
    try {
      const ids = [...rows.left];
      if (ids.length > 0) await leased?.release(ids);
      rows.released(ids);
      // Without a hint that there are rows, most of the time none is waiting.
      if (!isKnown && !(await store.hasPending())) return;
      const outcome = await publishTable({ store, publish, logger, limit: batch.rows });
      if (outcome === 'more') lookAtTable(0);
      // The other relay may have selected its batch before our rows were committed.
      if (outcome === 'busy' && isKnown) lookAtTable(lockRetryMs);
    } catch (error) {
      logger.warn({ event: 'outbox.read_failed', err: error }, 'outbox cannot be read, will retry');
    }
  }

  async function tick(): Promise<NextRun> {
    if (rows.queued() > 0 && performance.now() >= due.publish) await publishLeased();
    if (performance.now() >= due.mark) await markLeased();
    if (performance.now() >= due.table) await publishFromTable();
    if (Date.now() - purgedAt > purgeIntervalMs) {
      purgedAt = Date.now();
      await store.purge(retention).catch(() => undefined);
    }
    const next = Math.min(rows.queued() > 0 ? due.publish : due.table, due.mark, due.table) - performance.now();
    return next <= 0 || next;
  }

  const poller = createPollingWorker({ name: 'outbox', seconds: pollIntervalMs / 1_000, logger, tick });

  return {
    handOver(added) {
      const wasQueued = rows.queued() > 0;
      rows.add(added.leased, performance.now());
      if (added.others) lookAtTable(0);
      else if (rows.left.size > 0) lookAtTable(leftAfterMs);
      // While rows are queued, the loop is publishing or sleeps no longer than until they are due.
      if (!wasQueued || added.others) poller.wake();
    },
    start: poller.start,
    async stop() {
      await poller.stop();
      stopped = stopped.then(async () => {
        const isComplete = await publishLeased();
        await markLeased();
        isOwed = true;
        // A broker that is unavailable must not delay the end of the process any longer.
        if (isComplete) await publishFromTable();
      });
      await stopped;
      await store.close();
    },
    backlog: store.backlog,
  };
}

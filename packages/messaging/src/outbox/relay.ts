/**
 * Publishes the rows of the outbox at least once, in order of the sequence per key, and purges old rows every hour.
 *
 * States: idle -> (woken, or 1 s passed and a row is waiting) -> relaying -> idle. Relaying selects a batch of rows,
 * bulk-publishes them through the sidecar topic by topic, and marks exactly those that were published; a full batch is
 * followed by the next at once. A failed row holds back later rows of its key until its retry. While another relay holds
 * the lock, this one retries after 20 ms if it was woken, otherwise after 1 s.
 */
import type { BulkEntry, Sidecar } from '@mambogo/dapr/sidecar.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import { createPollingWorker, type NextRun } from '@mambogo/service/process/polling-worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { batchByTopic, type TopicBatch } from './batch-by-topic.ts';
import type { OutboxRow } from './outbox-row.ts';
import type { LockedOutbox, OutboxBacklog, OutboxStore } from './outbox-store.ts';
import { startPublishSpans } from './publish-spans.ts';

export interface RelaySettings {
  readonly store: OutboxStore;
  readonly sidecar: Pick<Sidecar, 'publishBulk'>;
  /** The pub/sub component's name. */
  readonly pubsub: string;
  readonly logger: Logger;
  /** Time-out of a bulk publish, in milliseconds. The rows are retried after it: publishing is at least once. */
  readonly publishTimeout?: number;
}

export interface Relay {
  /** Call after a commit that added rows to the outbox. */
  wake(): void;
  start(): void;
  /** Publishes one last batch, then stops. */
  stop(): Promise<void>;
  backlog(): Promise<OutboxBacklog>;
}

const batchSize = 200;
const pollIntervalMs = 1_000;
const lockRetryMs = 20;
/** A restore needs published rows for a week; an event may be redelivered while consumers' positions (100 days) are kept. */
const retention = { outboxDays: 7, inboxDays: 120 };
const purgeIntervalMs = 3_600_000;

export function createRelay({ store, sidecar, pubsub, logger, publishTimeout = 15_000 }: RelaySettings): Relay {
  /** Woken while another relay held the lock, which may have selected its batch before our rows were committed. */
  let isOwed = false;
  let purgedAt = 0;

  async function relayBatch(): Promise<'busy' | 'more' | 'done'> {
    let selected = 0;
    const acquired = await store.withRelayLock(async (outbox) => {
      const rows = await outbox.select(batchSize);
      selected = rows.length;
      for (const topicBatch of batchByTopic(rows)) await publish(outbox, topicBatch);
    });
    if (!acquired) return 'busy';
    return selected === batchSize ? 'more' : 'done';
  }

  /** For a poll without a wake-up: most of the time nothing is waiting. */
  const pollIfPending = async () => ((await store.hasPending()) ? relayBatch() : 'done');

  async function publish(outbox: LockedOutbox, { topic, rows }: TopicBatch): Promise<void> {
    const entries = rows.map(toEntry);
    const spans = startPublishSpans(entries);
    const failed = await sidecar.publishBulk(pubsub, topic, entries, publishTimeout).catch((error: unknown) => {
      logger.warn(
        { event: 'outbox.publish_failed', err: error, topic, rows: rows.length },
        'outbox publish failed, will retry',
      );
      return new Set(rows.map(({ id }) => id));
    });
    spans.end(failed);
    const published = rows.filter(({ id }) => !failed.has(id));
    meter.count('mambogo_outbox_published_total', { topic, outcome: 'published' }, published.length);
    meter.count('mambogo_outbox_published_total', { topic, outcome: 'failed' }, failed.size);
    if (published.length > 0) await outbox.markPublished(published.map(({ seq }) => seq));
    if (failed.size > 0) await outbox.markFailed(rows.filter(({ id }) => failed.has(id)).map(({ seq }) => seq));
  }

  async function tick(woken: boolean): Promise<NextRun> {
    const isWaiting = woken || isOwed;
    isOwed = false;
    const outcome = await (isWaiting ? relayBatch() : pollIfPending()).catch((error: unknown) => {
      logger.warn({ event: 'outbox.read_failed', err: error }, 'outbox cannot be read, will retry');
      return 'failed' as const;
    });
    if (Date.now() - purgedAt > purgeIntervalMs) {
      purgedAt = Date.now();
      await store.purge(retention).catch(() => undefined);
    }
    if (outcome === 'failed') return pollIntervalMs;
    if (outcome !== 'busy') return outcome === 'more';
    isOwed = isWaiting;
    return isOwed ? lockRetryMs : undefined;
  }

  const poller = createPollingWorker({ name: 'outbox', seconds: pollIntervalMs / 1_000, logger, tick });

  return {
    wake: poller.wake,
    start: poller.start,
    async stop() {
      await poller.stop();
      await relayBatch().catch(() => undefined);
      await store.close();
    },
    backlog: store.backlog,
  };
}

const toEntry = ({ id, seq, messageKey, envelope }: OutboxRow): BulkEntry => ({
  entryId: id,
  // The sequence is known only after the insert, so it is added here. MariaDB's client returns it as a number. Padded, because
  // CloudEvents compare it as text.
  event: Object.assign(JSON.parse(envelope), { sequence: String(seq).padStart(19, '0') }) satisfies unknown,
  contentType: 'application/cloudevents+json',
  metadata: { partitionKey: messageKey },
});

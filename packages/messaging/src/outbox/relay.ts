/**
 * Publishes what lies in the outbox, at least once, in the order of its sequence per key; now and then clears what is old.
 *
 * States: idle -> (woken, or 1 s went by and a row waits) -> turn -> idle. A turn selects rows, bulk-publishes them to the sidecar topic
 * by topic, and marks exactly what was published; a full turn is followed by another at once. A row that failed holds
 * back later rows of its key until its next try. While another relay has the turn, ours asks again shortly.
 */
import type { BulkEntry, Sidecar } from '@mambogo/dapr/sidecar.ts';
import { createInterruptibleSleep } from '@mambogo/service/process/interruptible-sleep.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { batchByTopic, type TopicBatch } from './batch-by-topic.ts';
import type { OutboxRow } from './outbox-row.ts';
import type { LockedOutbox, OutboxStore } from './outbox-store.ts';

export interface RelaySettings {
  readonly store: OutboxStore;
  readonly sidecar: Pick<Sidecar, 'publishBulk'>;
  /** The pub/sub component's name. */
  readonly pubsub: string;
  readonly logger: Logger;
  /** Milliseconds a bulk publish may take. Past it the rows are tried again: publishing is at least once. */
  readonly publishTimeout?: number;
}

export interface Relay {
  /** Something was committed to the outbox. */
  wake(): void;
  start(): void;
  /** Publishes what is there, once, then stops. */
  stop(): Promise<void>;
  lagSeconds(): Promise<number>;
}

const batchSize = 200;
const pollIntervalMs = 1_000;
const lockRetryMs = 20;
/** A restore needs published rows for a week; an event may come again as long as consumers' positions (100 days) live. */
const retention = { outboxDays: 7, inboxDays: 120 };
const purgeIntervalMs = 3_600_000;

export function createRelay({ store, sidecar, pubsub, logger, publishTimeout = 15_000 }: RelaySettings): Relay {
  let running = false;
  let woken = false;
  const sleeper = createInterruptibleSleep();
  let loop: Promise<void> | undefined;
  let purgedAt = 0;

  async function relayBatch(): Promise<'busy' | 'more' | 'done'> {
    let selected = 0;
    const acquired = await store.withRelayLock(async (relayBatch) => {
      const rows = await relayBatch.select(batchSize);
      selected = rows.length;
      for (const topicBatch of batchByTopic(rows)) await publish(relayBatch, topicBatch);
    });
    if (!acquired) return 'busy';
    return selected === batchSize ? 'more' : 'done';
  }

  /** A turn of a relay nobody called: most of the time there is nothing. */
  const pollIfPending = async () => ((await store.hasPending()) ? relayBatch() : 'done');

  async function publish(relayBatch: LockedOutbox, { topic, rows }: TopicBatch): Promise<void> {
    const failed = await sidecar
      .publishBulk(pubsub, topic, rows.map(toEntry), publishTimeout)
      .catch((error: unknown) => {
        logger.warn({ err: error, topic, rows: rows.length }, 'publishing failed; it will be tried again');
        return new Set(rows.map(({ id }) => id));
      });
    const published = rows.filter(({ id }) => !failed.has(id));
    if (published.length > 0) await relayBatch.markPublished(published.map(({ seq }) => seq));
    if (failed.size > 0) await relayBatch.markFailed(rows.filter(({ id }) => failed.has(id)).map(({ seq }) => seq));
  }

  async function run(): Promise<void> {
    while (running) {
      const wasWoken = woken;
      woken = false;
      const outcome = await (wasWoken ? relayBatch() : pollIfPending()).catch((error: unknown) => {
        logger.warn({ err: error }, 'the outbox cannot be read; it will be tried again');
        return 'failed' as const;
      });
      if (Date.now() - purgedAt > purgeIntervalMs) {
        purgedAt = Date.now();
        await store.purge(retention).catch(() => undefined);
      }
      if (outcome === 'more' || (outcome === 'done' && woken)) continue;
      // The other relay may have looked before our rows were there.
      if (outcome === 'busy') woken ||= wasWoken;
      if (running) await sleeper.sleep(outcome === 'busy' && woken ? lockRetryMs : pollIntervalMs);
    }
  }

  return {
    wake() {
      woken = true;
      sleeper.wake();
    },
    start() {
      running = true;
      loop ??= run();
    },
    async stop() {
      running = false;
      sleeper.wake();
      await loop;
      await relayBatch().catch(() => undefined);
      await store.close();
    },
    lagSeconds: () => store.lagSeconds(),
  };
}

const toEntry = ({ id, seq, messageKey, envelope }: OutboxRow): BulkEntry => ({
  entryId: id,
  // Only the row has its number (MariaDB's client makes a number of it): when the envelope is made, it is not known yet. Padded, as CloudEvents compare it as text.
  event: Object.assign(JSON.parse(envelope), { sequence: String(seq).padStart(19, '0') }) satisfies unknown,
  contentType: 'application/cloudevents+json',
  metadata: { partitionKey: messageKey },
});

/** Publishes rows of one topic in bulk through the sidecar, with their spans, metrics and log lines. */
import type { BulkEntry, Sidecar } from '@mambogo/dapr/sidecar.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { OutboxRow } from './outbox-row.ts';
import { startPublishSpans } from './publish-spans.ts';

export interface PublisherSettings {
  readonly sidecar: Pick<Sidecar, 'publishBulk'>;
  /** The pub/sub component's name. */
  readonly pubsub: string;
  readonly logger: Logger;
  /** Time-out of a bulk publish, in milliseconds. The rows are retried after it: publishing is at least once. */
  readonly publishTimeout?: number;
}

export interface PublishedRows<R extends OutboxRow> {
  readonly published: readonly R[];
  /** Not published, or the outcome is unknown. */
  readonly failed: readonly R[];
}

export type PublishRows = <R extends OutboxRow>(topic: string, rows: readonly R[]) => Promise<PublishedRows<R>>;

export const createPublisher =
  ({ sidecar, pubsub, logger, publishTimeout = 15_000 }: PublisherSettings): PublishRows =>
  async (topic, rows) => {
    const entries = rows.map(toEntry);
    const spans = startPublishSpans(entries);
    const failedIds = await sidecar.publishBulk(pubsub, topic, entries, publishTimeout).catch((error: unknown) => {
      logger.warn(
        { event: 'outbox.publish_failed', err: error, topic, rows: rows.length },
        'outbox publish failed, will retry',
      );
      return new Set(rows.map(({ id }) => id));
    });
    spans.end(failedIds);
    const published = rows.filter(({ id }) => !failedIds.has(id));
    const failed = rows.filter(({ id }) => failedIds.has(id));
    meter.count('mambogo_outbox_published_total', { topic, outcome: 'published' }, published.length);
    meter.count('mambogo_outbox_published_total', { topic, outcome: 'failed' }, failed.length);
    return { published, failed };
  };

const toEntry = ({ id, seq, messageKey, envelope }: OutboxRow): BulkEntry => ({
  entryId: id,
  // The sequence is known only after the insert, so it is added here. MariaDB's client returns it as a number. Padded, because
  // CloudEvents compare it as text.
  event: Object.assign(JSON.parse(envelope), { sequence: String(seq).padStart(19, '0') }) satisfies unknown,
  contentType: 'application/cloudevents+json',
  metadata: { partitionKey: messageKey },
});

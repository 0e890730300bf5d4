/**
 * The route to which a sidecar delivers a topic's events in bulk. Each entry gets SUCCESS or RETRY; never DROP and never a
 * 404: both lose messages (measured). `process` stores what cannot be handled as dead letters; what is redelivered without
 * being stored gets there when the sidecar's retries run out.
 */
import { meter } from '@mambogo/metrics/meter.ts';
import { nameRoute } from '@mambogo/service/http/measure-requests.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import express, { type Express } from 'express';
import { z } from 'zod';

export interface BulkDelivery {
  readonly entryId: string;
  readonly event: unknown;
  /** When the broker got it, in milliseconds since 1970; undefined if the sidecar does not say so. */
  readonly publishedAt?: number;
}

/** Processes a batch; returns the error of each entry that failed, by entry id. Throwing fails them all. */
export type ProcessBatch = (entries: readonly BulkDelivery[]) => Promise<ReadonlyMap<string, unknown>>;

/** `__timestamp`: that of the Kafka record. */
const BulkEntry = z
  .object({
    entryId: z.string(),
    event: z.unknown(),
    metadata: z.object({ __timestamp: z.coerce.number() }).nullish().catch(undefined),
  })
  .transform(({ entryId, event, metadata }) => ({ entryId, event, publishedAt: metadata?.__timestamp }));
const BulkRequest = z.object({ entries: z.array(BulkEntry) });

export const topicPath = (topic: string): string => `/events/${topic}`;

export function mountTopic(
  app: Express,
  topic: string,
  process: ProcessBatch,
  accepting: () => boolean,
  logger: Logger,
): void {
  app.post(
    topicPath(topic),
    nameRoute({ id: 'events' }),
    express.json({ limit: '64mb', type: () => true }),
    async (request, response) => {
      const entries = BulkRequest.parse(request.body).entries;
      const failed = accepting()
        ? await process(entries).catch((error: unknown) => allFailed(entries, error))
        : allFailed(entries, 'stopping');
      for (const [entryId, error] of failed)
        if (error !== 'stopping')
          logger.warn(
            { event: 'inbox.event_failed', err: error, topic, entryId },
            'event handling failed, the sidecar will redeliver it',
          );
      meter.count('mambogo_inbox_events_total', { topic, outcome: 'failed' }, failed.size);
      response.json({
        statuses: entries.map(({ entryId }) => ({ entryId, status: failed.has(entryId) ? 'RETRY' : 'SUCCESS' })),
      });
    },
  );
}

const allFailed = (entries: readonly BulkDelivery[], error: unknown): Map<string, unknown> =>
  new Map(entries.map(({ entryId }) => [entryId, error]));

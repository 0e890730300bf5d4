/**
 * The route a sidecar delivers a topic's events to, many at a time. Each entry is answered SUCCESS or RETRY; never DROP
 * and never a 404: both lose messages (measured). What cannot be handled is filed with the dead letters by `process`; what
 * comes again and again without being filed reaches them by the sidecar's retries running out.
 */
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import express, { type Express } from 'express';
import { z } from 'zod';

export interface BulkDelivery {
  readonly entryId: string;
  readonly event: unknown;
}

/** Works on a batch; answers, for each entry that failed, its error. Throwing fails them all. */
export type ProcessBatch = (entries: readonly BulkDelivery[]) => Promise<ReadonlyMap<string, unknown>>;

const BulkRequest = z.object({ entries: z.array(z.object({ entryId: z.string(), event: z.unknown() })) });

export const topicPath = (topic: string): string => `/events/${topic}`;

export function mountTopic(
  app: Express,
  topic: string,
  process: ProcessBatch,
  accepting: () => boolean,
  logger: Logger,
): void {
  app.post(topicPath(topic), express.json({ limit: '64mb', type: () => true }), async (request, response) => {
    const entries = BulkRequest.parse(request.body).entries;
    const failed = accepting()
      ? await process(entries).catch((error: unknown) => allFailed(entries, error))
      : allFailed(entries, 'stopping');
    for (const [entryId, error] of failed)
      if (error !== 'stopping')
        logger.warn({ err: error, topic, entryId }, 'an event could not be handled; it will come again');
    response.json({
      statuses: entries.map(({ entryId }) => ({ entryId, status: failed.has(entryId) ? 'RETRY' : 'SUCCESS' })),
    });
  });
}

const allFailed = (entries: readonly BulkDelivery[], error: unknown): Map<string, unknown> =>
  new Map(entries.map(({ entryId }) => [entryId, error]));

/**
 * Stores an event that cannot be handled as a dead letter at once, so that it does not block others: a sidecar delivers
 * serially over all its topics, and while it retries one event it delivers nothing else. Poison waits for a person; what may
 * succeed later (its cause has not arrived yet) is stored as transient and replayed from there. Events are retried inline
 * only while the store is unavailable: then nothing can be handled or stored.
 */
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { ProcessBatch } from '../inbox/bulk-route.ts';
import { type AnyEventHandler, handlersByType } from '../inbox/delivery.ts';
import { failureOf } from '../inbox/delivery-failure.ts';
import { PoisonError } from '../inbox/poison-error.ts';
import { classifyDeadLetter } from './classify-dead-letter.ts';
import type { DeadLetters } from './dead-letters.ts';

export interface DeadLetterFailuresSettings<C, W> {
  readonly topic: string;
  readonly handlers: readonly AnyEventHandler<C, W>[];
  readonly letters: Pick<DeadLetters, 'store'>;
  /** Whether this error means that the store is unavailable, rather than anything about the event. */
  readonly isStoreUnavailable: (error: unknown) => boolean;
  readonly logger: Logger;
}

export function deadLetterFailures<C, W>(
  process: ProcessBatch,
  { topic, handlers, letters, isStoreUnavailable, logger }: DeadLetterFailuresSettings<C, W>,
): ProcessBatch {
  const byType = handlersByType(handlers);

  async function storeFailed(event: unknown, error: unknown): Promise<void> {
    const letter = classifyDeadLetter(JSON.stringify(event), byType, topic);
    await letters.store(letter);
    const { kind, error: reason } = failureOf(error);
    const level = error instanceof PoisonError ? 'error' : 'warn';
    logger[level](
      { event: 'dead_letter.filed', kind, letter: letter.id, type: letter.type, topic, reason },
      'event stored as dead letter',
    );
  }

  return async (entries) => {
    const failed = new Map(await process(entries));
    for (const { entryId, event } of entries) {
      const error = failed.get(entryId);
      if (!failed.has(entryId) || (!(error instanceof PoisonError) && isStoreUnavailable(error))) continue;
      try {
        await storeFailed(event, error);
        failed.delete(entryId);
      } catch (cause) {
        logger.warn(
          { event: 'dead_letter.not_filed', topic, err: cause },
          'dead letter could not be stored, the event will be redelivered',
        );
        // The store is unavailable: the rest of the batch is redelivered too.
        break;
      }
    }
    return failed;
  };
}

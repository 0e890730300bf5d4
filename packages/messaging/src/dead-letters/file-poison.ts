/**
 * Files poison as soon as it is met. No retry would help, and while the sidecar retries it delivers nothing else: one event
 * that can't be read would hold up all topics of the service for as long as the retries take. What can't be filed now comes again.
 */
import type { Logger } from '@mambogo/service/logger.ts';
import type { ProcessBatch } from '../inbox/bulk-route.ts';
import { type AnyReaction, reactionsByType } from '../inbox/delivery.ts';
import { PoisonError } from '../inbox/poison-error.ts';
import type { DeadLetters } from './dead-letters.ts';
import { examineLetter } from './examine-letter.ts';

export interface Filing<C, W> {
  readonly topic: string;
  readonly reactions: readonly AnyReaction<C, W>[];
  readonly letters: Pick<DeadLetters, 'file'>;
  readonly logger: Logger;
}

export function filingPoison<C, W>(
  process: ProcessBatch,
  { topic, reactions, letters, logger }: Filing<C, W>,
): ProcessBatch {
  const byType = reactionsByType(reactions);
  return async (entries) => {
    const failed = new Map(await process(entries));
    for (const { entryId, event } of entries) {
      const error = failed.get(entryId);
      if (!(error instanceof PoisonError)) continue;
      const letter = examineLetter(JSON.stringify(event), byType, topic);
      try {
        await letters.file(letter);
        failed.delete(entryId);
        logger.error({ letter: letter.id, reason: error.message }, 'an event was filed with the dead letters');
      } catch (cause) {
        logger.warn({ err: cause, letter: letter.id }, 'poison could not be filed; it will come again');
      }
    }
    return failed;
  };
}

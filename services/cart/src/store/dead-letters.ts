/**
 * Events that could not be handled: why (while they are retried) and what they were (when they are given up), each a state
 * key of its own, and one key that lists the letters.
 */

import { StateConflict, type StateStore } from '@mambogo/dapr/state.ts';
import type { BulkDelivery } from '@mambogo/messaging/inbox/bulk-route.ts';
import type { FileDeadLetter } from '@mambogo/messaging/inbox/dead-letter-route.ts';
import { eventId, failureKind, failureText } from '@mambogo/messaging/inbox/delivery-failure.ts';
import { z } from 'zod';

const Failure = z.object({ kind: z.enum(['poison', 'transient']), error: z.string() });
const Letter = Failure.extend({ id: z.string(), payload: z.string(), status: z.string(), filedAt: z.string() });
const Index = z.object({ ids: z.array(z.string()) });

const index = 'dead-letters';
const listed = 1_000;
/** As long as inboxes are kept. */
const ttlSeconds = 120 * 86_400;

const failureKey = (id: string) => `delivery-failure:${id}`;
const letterKey = (id: string) => `dead-letter:${id}`;

/** Remembers why an event failed; a store that is away just leaves it out. */
export const recordFailure =
  (state: StateStore) =>
  async ({ event }: BulkDelivery, error: unknown): Promise<void> => {
    const id = eventId(event);
    if (!id) return;
    const failure = { kind: failureKind(error), error: failureText(error) };
    await overwrite(state, failureKey(id), Failure, () => failure).catch(() => undefined);
  };

/** Files a letter with its reason and lists it. A letter that comes again is the same letter. */
export const fileDeadLetter =
  (state: StateStore): FileDeadLetter =>
  async ({ id, payload, fault }) => {
    const failure = (await state.read(failureKey(id), Failure))?.value;
    const { kind, error } = fault ?? failure ?? { kind: 'transient' as const, error: 'it was not handled in time' };
    const filedAt = new Date().toISOString();
    await overwrite(state, letterKey(id), Letter, () => ({ id, payload, kind, error, status: 'waiting', filedAt }));
    await overwrite(state, index, Index, (before) => ({
      ids: [...(before?.ids ?? []).filter((other) => other !== id), id].slice(-listed),
    }));
  };

/** Writes whatever is there over, trying again when somebody else was faster. */
async function overwrite<S extends z.ZodType<object>>(
  state: StateStore,
  key: string,
  schema: S,
  next: (before: z.output<S> | undefined) => z.output<S>,
): Promise<void> {
  for (let left = 5; ; left--) {
    const found = await state.read(key, schema);
    try {
      await state.write(key, next(found?.value), { etag: found?.etag, ttlSeconds });
      return;
    } catch (error) {
      if (!(error instanceof StateConflict) || left === 0) throw error;
    }
  }
}

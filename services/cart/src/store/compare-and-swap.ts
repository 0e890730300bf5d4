/** Values of which several instances write: a change is read, decided and written over exactly what was read, or decided again. */
import { StateConflict, type StateStore } from '@mambogo/dapr/state.ts';
import type { z } from 'zod';

const maxAttempts = 6;
/** As long as inboxes are kept. */
export const retentionSeconds = 120 * 86_400;

/**
 * Writes what `next` answers, unless that is undefined or the very value it was given.
 * @returns what is there afterwards
 */
export async function compareAndSwap<S extends z.ZodType<object>>(
  state: StateStore,
  key: string,
  schema: S,
  next: (before: z.output<S> | undefined) => z.output<S> | undefined,
): Promise<z.output<S> | undefined> {
  for (let left = maxAttempts; ; left--) {
    const found = await state.read(key, schema);
    const after = next(found?.value);
    if (after === undefined || after === found?.value) return found?.value;
    try {
      await state.write(key, after, { etag: found?.etag, ttlSeconds: retentionSeconds });
      return after;
    } catch (error) {
      if (!(error instanceof StateConflict) || left === 1) throw error;
    }
  }
}

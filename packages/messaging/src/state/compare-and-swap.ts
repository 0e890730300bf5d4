/** Changes a value that several instances write: read, decide, write if unchanged, otherwise decide again. */
import { StateConflict, type StateStore } from '@mambogo/dapr/state.ts';
import type { z } from 'zod';

const maxAttempts = 6;
/** The same as that of inboxes. */
export const retentionSeconds = 120 * 86_400;

/**
 * Writes the result of `next`, unless that is undefined or the value it was given.
 * @returns the value afterwards
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

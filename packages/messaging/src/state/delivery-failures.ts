/** Last failure of each event that is being retried, one state key each. */
import type { StateStore } from '@mambogo/dapr/state.ts';
import { z } from 'zod';
import { eventId, type Failure, failureOf, type RecordFailure } from '../inbox/delivery-failure.ts';
import { compareAndSwap } from './compare-and-swap.ts';

const StoredFailure = z.object({ kind: z.enum(['poison', 'transient']), error: z.string() });

const failureKey = (id: string) => `delivery-failure:${id}`;

/** Records why an event failed; skipped while the store is unavailable. */
export const recordFailureIn =
  (state: StateStore): RecordFailure =>
  async (event, error) => {
    const id = eventId(event);
    if (id) await compareAndSwap(state, failureKey(id), StoredFailure, () => failureOf(error)).catch(() => undefined);
  };

export const lastFailure = async (state: StateStore, id: string): Promise<Failure | undefined> =>
  (await state.read(failureKey(id), StoredFailure))?.value;

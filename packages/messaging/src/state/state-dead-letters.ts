/** Dead letters in a state store, one key each. There is no transaction around a replay, so handlers must be idempotent. */
import { backoff } from '@mambogo/contracts/backoff.ts';
import type { StateStore } from '@mambogo/dapr/state.ts';
import type { z } from 'zod';
import {
  type DeadLetterQuery,
  type DeadLetters,
  type NewDeadLetter,
  replayBackoff,
} from '../dead-letters/dead-letters.ts';
import { type LocalDeadLetter, LocalDeadLetterWithPayload, nextRetryOf } from '../dead-letters/local-dead-letter.ts';
import { parseDelivery } from '../inbox/delivery.ts';
import { failureOf, unknownFailure } from '../inbox/delivery-failure.ts';
import { rejectForged } from '../inbox/poison-error.ts';
import { compareAndSwap } from './compare-and-swap.ts';
import { byTime, createDeadLetterIndex, DeadLetterEntry } from './dead-letter-index.ts';
import { lastFailure } from './delivery-failures.ts';

export const StoredDeadLetter = LocalDeadLetterWithPayload.extend(
  DeadLetterEntry.pick({ waitingSince: true, nextAt: true }).shape,
);
export type StoredDeadLetter = z.infer<typeof StoredDeadLetter>;

export const deadLetterKey = (id: string) => `dead-letter:${id}`;

/** @param handle handles an event as its delivery does */
export function stateDeadLetters(state: StateStore, handle: (event: unknown) => Promise<void>): DeadLetters {
  const index = createDeadLetterIndex(state);
  const read = async (id: string) => (await state.read(deadLetterKey(id), StoredDeadLetter))?.value;

  /** Changes a dead letter that is still waiting, and returns the outcome. */
  async function change(id: string, changes: (letter: StoredDeadLetter) => Partial<StoredDeadLetter>) {
    let changed = false;
    const after = await compareAndSwap(state, deadLetterKey(id), StoredDeadLetter, (before) => {
      changed = before?.status === 'waiting';
      return before && changed ? { ...before, ...changes(before) } : before;
    });
    await (after ? index.upsert(after) : index.remove(id));
    return changed ? 'settled' : after ? 'not waiting' : 'unknown';
  }

  async function store({ id, payload, type, subject, eventId, failure: knownFailure }: NewDeadLetter): Promise<void> {
    const failure = knownFailure ?? (eventId ? await lastFailure(state, eventId) : undefined) ?? unknownFailure;
    const now = new Date().toISOString();
    const times = { filedAt: now, waitingSince: now, nextAt: now };
    const letter: StoredDeadLetter = { id, payload, type, subject, ...failure, status: 'waiting', tries: 0, ...times };
    const stored = await compareAndSwap(state, deadLetterKey(id), StoredDeadLetter, (before) => before ?? letter);
    await index.upsert(stored ?? letter);
  }

  async function list({ status, from, limit }: DeadLetterQuery): Promise<LocalDeadLetter[]> {
    const found: LocalDeadLetter[] = [];
    const entries = (await index.read())
      .filter((entry) => (!status || entry.status === status) && (!from || newestFirst(entry, from) >= 0))
      .sort(newestFirst);
    while (found.length < limit && entries.length > 0) {
      const next = entries.splice(0, limit - found.length);
      const letters = await Promise.all(next.map(async ({ id }) => ({ id, letter: await read(id) })));
      for (const { id, letter } of letters)
        if (letter && (!status || letter.status === status)) found.push(withoutPayload(letter));
        else await (letter ? index.upsert(letter) : index.remove(id));
    }
    return found;
  }

  return {
    store,
    list,
    find: async (id) => LocalDeadLetterWithPayload.optional().parse(await read(id)),

    async waiting(limit) {
      const entries = (await index.read()).filter(({ status }) => status === 'waiting').sort(byTime('waitingSince'));
      return entries.slice(0, limit).map(({ id }) => id);
    },

    claimDue: (limit) => index.claimDue(limit, new Date()),

    async replay(id, by) {
      const letter = await read(id);
      if (letter?.status !== 'waiting') return change(id, () => ({}));
      try {
        rejectForged(letter.error);
        await handle(parseDelivery(letter.payload));
      } catch (error) {
        await change(id, ({ tries }) => withFailedRetry(tries + 1, error));
        return 'failed';
      }
      return change(id, () => ({ status: 'replayed', settledBy: by, settledAt: new Date().toISOString() }));
    },

    discard: (id, by, reason) =>
      change(id, () => ({ status: 'discarded', settledBy: by, reason, settledAt: new Date().toISOString() })),
  };
}

function withFailedRetry(tries: number, error: unknown): Partial<StoredDeadLetter> {
  const now = Date.now();
  const nextAt = new Date(now + backoff(tries, replayBackoff) * 1_000).toISOString();
  return { ...failureOf(error), tries, waitingSince: new Date(now).toISOString(), nextAt };
}

type Position = Pick<StoredDeadLetter, 'filedAt' | 'id'>;
/** The order of positions in lists. */
const newestFirst = (a: Position, b: Position): number => compare(b.filedAt, a.filedAt) || compare(b.id, a.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function withoutPayload({ payload: _, waitingSince: __, nextAt, ...letter }: StoredDeadLetter): LocalDeadLetter {
  return { ...letter, nextRetryAt: nextRetryOf(letter, nextAt) };
}

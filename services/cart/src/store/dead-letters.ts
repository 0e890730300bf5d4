/**
 * Dead letters as state keys, one each. There is no transaction to settle a letter in: what is handled twice is handled
 * once, as carts remember the orders that were taken out of them.
 */
import { type LocalDeadLetter, LocalDeadLetterWithPayload } from '@mambogo/contracts/api/internal-dead-letters.ts';
import type { StateStore } from '@mambogo/dapr/state.ts';
import {
  backoffSeconds,
  type DeadLetterQuery,
  type DeadLetters,
  type NewDeadLetter,
} from '@mambogo/messaging/dead-letters/dead-letters.ts';
import { parseDelivery } from '@mambogo/messaging/inbox/delivery.ts';
import { failureOf, unknownFailure } from '@mambogo/messaging/inbox/delivery-failure.ts';
import { rejectForged } from '@mambogo/messaging/inbox/poison-error.ts';
import type { z } from 'zod';
import { lastFailure } from './delivery-failures.ts';
import { byTime, LetterEntry, letterIndex } from './letter-index.ts';
import { overwrite } from './overwrite.ts';

export const Letter = LocalDeadLetterWithPayload.extend(LetterEntry.pick({ waitingSince: true, nextAt: true }).shape);
export type Letter = z.infer<typeof Letter>;

export const letterKey = (id: string) => `dead-letter:${id}`;

/** @param handle what a delivery of the event does */
export function stateDeadLetters(state: StateStore, handle: (event: unknown) => Promise<void>): DeadLetters {
  const index = letterIndex(state);
  const read = async (id: string) => (await state.read(letterKey(id), Letter))?.value;

  /** Changes a letter if it still waits; says what became of that. */
  async function change(id: string, changes: (letter: Letter) => Partial<Letter>) {
    let changed = false;
    const after = await overwrite(state, letterKey(id), Letter, (before) => {
      changed = before?.status === 'waiting';
      return before && changed ? { ...before, ...changes(before) } : before;
    });
    await (after ? index.note(after) : index.forget(id));
    return changed ? 'settled' : after ? 'not waiting' : 'unknown';
  }

  async function file({ id, payload, type, subject, eventId, failure: fault }: NewDeadLetter): Promise<void> {
    const failure = fault ?? (eventId ? await lastFailure(state, eventId) : undefined) ?? unknownFailure;
    const now = new Date().toISOString();
    const times = { filedAt: now, waitingSince: now, nextAt: now };
    const letter: Letter = { id, payload, type, subject, ...failure, status: 'waiting', tries: 0, ...times };
    const kept = await overwrite(state, letterKey(id), Letter, (before) => before ?? letter);
    await index.note(kept ?? letter);
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
        else await (letter ? index.note(letter) : index.forget(id));
    }
    return found;
  }

  return {
    store: file,
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
        await change(id, ({ tries }) => failedAgain(tries + 1, error));
        return 'failed';
      }
      return change(id, () => ({ status: 'replayed', settledBy: by, settledAt: new Date().toISOString() }));
    },

    discard: (id, by, reason) =>
      change(id, () => ({ status: 'discarded', settledBy: by, reason, settledAt: new Date().toISOString() })),
  };
}

function failedAgain(tries: number, error: unknown): Partial<Letter> {
  const now = Date.now();
  const nextAt = new Date(now + backoffSeconds(tries) * 1_000).toISOString();
  return { ...failureOf(error), tries, waitingSince: new Date(now).toISOString(), nextAt };
}

type Position = Pick<Letter, 'filedAt' | 'id'>;
/** As positions in lists are compared. */
const newestFirst = (a: Position, b: Position): number => compare(b.filedAt, a.filedAt) || compare(b.id, a.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function withoutPayload({ payload: _, waitingSince: __, nextAt: ___, ...letter }: Letter): LocalDeadLetter {
  return letter;
}

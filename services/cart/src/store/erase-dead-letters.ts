/**
 * Erases a person from dead letters by deleting the message. Waiting ones are settled, because they would have no effect on an
 * erased cart. Delivery failures need no erasure: they contain only the event's id and the error.
 */

import { eventType } from '@mambogo/contracts/events/event.ts';
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import type { StateStore } from '@mambogo/dapr/state.ts';
import { compareAndSwap } from './compare-and-swap.ts';
import { createDeadLetterIndex } from './dead-letter-index.ts';
import { deadLetterKey, StoredDeadLetter } from './dead-letters.ts';

export async function eraseDeadLetters(state: StateStore, person: CustomerId): Promise<void> {
  const index = createDeadLetterIndex(state);
  for (const { id } of await index.read()) {
    const letter = await compareAndSwap(state, deadLetterKey(id), StoredDeadLetter, (before) =>
      before && mentions(before, person) ? erased(before) : before,
    );
    if (letter?.payload === '') await index.upsert(letter);
  }
}

/** The erasure event itself is kept, so that it can be replayed. */
const mentions = ({ payload, type }: StoredDeadLetter, person: CustomerId): boolean =>
  type !== eventType(personErased) && payload.includes(person);

function erased(letter: StoredDeadLetter): StoredDeadLetter {
  const without = { ...letter, payload: '' };
  if (letter.status !== 'waiting') return without;
  const settledAt = new Date().toISOString();
  return { ...without, status: 'discarded', settledBy: 'service:cart', reason: 'the customer was erased', settledAt };
}

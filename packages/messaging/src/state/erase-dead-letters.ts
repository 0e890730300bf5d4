/**
 * Erases a person from dead letters by deleting the messages that mention them. Waiting ones are settled, because a replay would
 * have no effect on what was erased. Delivery failures need no erasure: they contain only the event's id and the error.
 */
import { type EventDefinition, eventType } from '@mambogo/contracts/events/event.ts';
import type { StateStore } from '@mambogo/dapr/state.ts';
import { compareAndSwap } from './compare-and-swap.ts';
import { createDeadLetterIndex } from './dead-letter-index.ts';
import { deadLetterKey, StoredDeadLetter } from './state-dead-letters.ts';

export interface Erasure {
  /** The person's id. */
  readonly person: string;
  /** The event that requests the erasure. Its own dead letters are kept, so that they can be replayed. */
  readonly requestedBy: EventDefinition;
}

/** @param consumer the service's name */
export async function eraseDeadLetters(
  state: StateStore,
  consumer: string,
  { person, requestedBy }: Erasure,
): Promise<void> {
  const index = createDeadLetterIndex(state);
  const mentions = ({ payload, type }: StoredDeadLetter) => type !== eventType(requestedBy) && payload.includes(person);
  for (const { id } of await index.read()) {
    const letter = await compareAndSwap(state, deadLetterKey(id), StoredDeadLetter, (before) =>
      before && mentions(before) ? withoutMessage(before, consumer) : before,
    );
    if (letter?.payload === '') await index.upsert(letter);
  }
}

function withoutMessage(letter: StoredDeadLetter, consumer: string): StoredDeadLetter {
  const without = { ...letter, payload: '' };
  if (letter.status !== 'waiting') return without;
  const settledAt = new Date().toISOString();
  return {
    ...without,
    status: 'discarded',
    settledBy: `service:${consumer}`,
    reason: 'the customer was erased',
    settledAt,
  };
}

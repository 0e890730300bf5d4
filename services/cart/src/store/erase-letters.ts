/**
 * Dead letters lose what names a person: the message itself. Those that wait are settled: what they would do to a cart that is
 * erased is nothing. Failed deliveries need no erasing: of them the event's id and the error are kept.
 */

import { eventType } from '@mambogo/contracts/events/event.ts';
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import type { StateStore } from '@mambogo/dapr/state.ts';
import { Letter, letterKey } from './dead-letters.ts';
import { letterIndex } from './letter-index.ts';
import { overwrite } from './overwrite.ts';

export async function eraseLetters(state: StateStore, person: CustomerId): Promise<void> {
  const index = letterIndex(state);
  for (const { id } of await index.read()) {
    const letter = await overwrite(state, letterKey(id), Letter, (before) =>
      before && names(before, person) ? erased(before) : before,
    );
    if (letter?.payload === '') await index.note(letter);
  }
}

/** The news of the erasure itself stays, to be replayed if it must. */
const names = ({ payload, type }: Letter, person: CustomerId): boolean =>
  type !== eventType(personErased) && payload.includes(person);

function erased(letter: Letter): Letter {
  const without = { ...letter, payload: '' };
  if (letter.status !== 'waiting') return without;
  const settledAt = new Date().toISOString();
  return { ...without, status: 'discarded', settledBy: 'service:cart', reason: 'the customer was erased', settledAt };
}

/**
 * A person was erased: their cart, the guests' carts that were merged into it, and what dead letters say of them. Handled again,
 * it finds nothing more to do. The person's own cart goes last: it is what knows the others.
 */
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { eraseDeadLetters } from '../store/erase-dead-letters.ts';
import { GuestId, ownerOfGuest } from '../store/owner.ts';

export const onPersonErased = on<typeof personErased, Pick<Context, 'carts' | 'state'>, undefined>(
  personErased,
  async ({ carts, state }, _work, { personId }) => {
    await eraseDeadLetters(state, personId);
    for (const id of (await carts.read(personId)).applied) {
      const guest = GuestId.safeParse(id).data;
      if (guest && (await carts.read(ownerOfGuest(guest))).mergedInto === personId)
        await carts.erase(ownerOfGuest(guest));
    }
    await carts.erase(personId);
  },
);

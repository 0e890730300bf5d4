/**
 * person.erased: erases the person's cart, the guests' carts merged into it, and the person's data in dead letters. Idempotent.
 * The person's own cart is erased last, because it lists the guests' carts.
 */
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import { eraseDeadLetters } from '@mambogo/messaging/state/erase-dead-letters.ts';
import type { Context } from '../context.ts';
import { GuestId, ownerOfGuest } from '../store/owner.ts';

export const onPersonErased = on<typeof personErased, Pick<Context, 'name' | 'carts' | 'state'>, undefined>(
  personErased,
  async ({ name, carts, state }, _unit, { personId }) => {
    await eraseDeadLetters(state, name, { person: personId, requestedBy: personErased });
    for (const id of (await carts.read(personId)).applied) {
      const guest = GuestId.safeParse(id).data;
      if (guest && (await carts.read(ownerOfGuest(guest))).mergedInto === personId)
        await carts.erase(ownerOfGuest(guest));
    }
    await carts.erase(personId);
  },
);

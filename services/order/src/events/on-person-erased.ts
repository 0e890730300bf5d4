/** Makes the personal data of a deleted account's orders unreadable. */
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import type { EventContext } from '@mambogo/messaging/event-context.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import { eraseCustomer } from '../store/erase-customer.ts';

export const onPersonErased = on<typeof personErased, EventContext>(
  personErased,
  async ({ logger }, unit, { personId: customer }) => {
    const cancelled = await eraseCustomer(unit, customer);
    if (cancelled === undefined) return;
    unit.afterCommit(() =>
      logger.info(
        { event: 'customer.erased', customer, calledOff: cancelled, cancelled },
        'personal data of a customer erased',
      ),
    );
  },
);

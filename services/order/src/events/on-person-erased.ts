/** An account was deleted: what is personal of its orders becomes unreadable. */
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import type { EventContext } from '@mambogo/messaging/event-context.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import { eraseCustomer } from '../store/erase-customer.ts';

export const onPersonErased = on<typeof personErased, EventContext>(
  personErased,
  async ({ logger }, work, { personId: customer }) => {
    const calledOff = await eraseCustomer(work, customer);
    if (calledOff === undefined) return;
    work.afterCommit(() =>
      logger.info({ event: 'customer.erased', customer, calledOff }, 'the personal data of a customer was erased'),
    );
  },
);

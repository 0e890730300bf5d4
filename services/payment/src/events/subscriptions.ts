/** Subscriptions of the payment service: each event becomes a command to its order's payment; the commit wakes the workers. */
import { newId, newPaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import { handlersFor } from '@mambogo/messaging/inbox/handlers-for.ts';
import type { HandlersByTopic } from '@mambogo/messaging/mount-topics.ts';
import type { Context } from '../context.ts';
import { eventHandlers, type NewIds } from '../domain/event-handlers.ts';
import { applyPaymentCommands } from '../store/apply-payment-commands.ts';

/** What handlers need of the context in addition to their unit of work. */
export type Charging = Pick<Context, 'attempts' | 'refunds'>;

const newIds = (): [NewIds] => [{ paymentId: newPaymentId(), refundId: RefundId.parse(newId()) }];

export const subscriptions: HandlersByTopic<Charging> = handlersFor(
  eventHandlers,
  { independent: true },
  newIds,
  async ({ attempts, refunds }: Charging, unit, addressed) => {
    for (const { type } of await applyPaymentCommands(unit, [addressed])) {
      if (type === 'attempt-started') unit.afterCommit(attempts.wake);
      if (type === 'refund-requested') unit.afterCommit(refunds.wake);
    }
  },
);

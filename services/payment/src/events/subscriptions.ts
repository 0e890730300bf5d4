/**
 * What the payment service reacts to: every fact it hears is a command to the payment of its order. What that starts is
 * begun as soon as it is committed.
 */
import { newId, newPaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import { handlersFor } from '@mambogo/messaging/inbox/handlers-for.ts';
import type { HandlersByTopic } from '@mambogo/messaging/mount-consumer.ts';
import type { Context } from '../context.ts';
import { eventHandlers, type NewIds } from '../domain/event-handlers.ts';
import { applyPaymentCommands } from '../store/apply-payment-commands.ts';

/** What reactions need of the context besides their unit of work. */
export type Charging = Pick<Context, 'attempts' | 'refunds'>;

const newIds = (): [NewIds] => [{ paymentId: newPaymentId(), refundId: RefundId.parse(newId()) }];

export const subscriptions: HandlersByTopic<Charging> = handlersFor(
  eventHandlers,
  newIds,
  async ({ attempts, refunds }: Charging, unit, addressed) => {
    for (const { type } of await applyPaymentCommands(unit, [addressed])) {
      if (type === 'attempt-started') unit.afterCommit(attempts.wake);
      if (type === 'refund-requested') unit.afterCommit(refunds.wake);
    }
  },
);

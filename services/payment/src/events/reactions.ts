/**
 * What the payment service reacts to: every fact it hears is a command to the payment of its order (domain/heard-facts.ts).
 * What that starts is begun as soon as it is committed.
 */
import { newId, newPaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { AnyReaction } from '@mambogo/messaging/inbox/delivery.ts';
import type { Reactions } from '@mambogo/messaging/mount-consumer.ts';
import type { Context } from '../context.ts';
import { type HeardFact, heardFacts } from '../domain/heard-facts.ts';
import { changePayments } from '../store/change-payments.ts';

/** What reactions need of the context besides their unit of work. */
export type Charging = Pick<Context, 'attempts' | 'refunds'>;

const reaction = ({ event, toCommand }: HeardFact): AnyReaction<Charging> => ({
  event,
  async react({ attempts, refunds }, work, data) {
    const told = toCommand(data, { paymentId: newPaymentId(), refundId: RefundId.parse(newId()) });
    for (const { type } of await changePayments(work, [told])) {
      if (type === 'attempt-started') work.afterCommit(attempts.wake);
      if (type === 'refund-requested') work.afterCommit(refunds.wake);
    }
  },
});

const ofTopic = (topic: string) => heardFacts.filter(({ event }) => event.topic === topic).map(reaction);

export const subscriptions: Reactions<Charging> = {
  'order.events': ofTopic('order.events'),
  'inventory.events': ofTopic('inventory.events'),
};

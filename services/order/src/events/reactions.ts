/** What the order service reacts to: every fact it hears is a command to the order it is about (domain/heard-facts.ts). */
import type { AnyReaction } from '@mambogo/messaging/inbox/delivery.ts';
import type { Reactions } from '@mambogo/messaging/mount-consumer.ts';
import type { Context } from '../context.ts';
import { type HeardFact, heardFacts } from '../domain/heard-facts.ts';
import { act } from '../store/act.ts';

const reaction = ({ event, toCommand }: HeardFact): AnyReaction<Context> => ({
  event,
  react(_context, work, data) {
    const { orderId, command } = toCommand(data);
    return act(work, orderId, command);
  },
});

const ofTopic = (topic: string) => heardFacts.filter(({ event }) => event.topic === topic).map(reaction);

export const subscriptions: Reactions<Context> = {
  'inventory.events': ofTopic('inventory.events'),
  'payment.events': ofTopic('payment.events'),
};

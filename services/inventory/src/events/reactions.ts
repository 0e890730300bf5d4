/** What inventory reacts to: facts of orders, each a command to the order's reservation, and products that are new. */
import type { AnyReaction } from '@mambogo/messaging/inbox/delivery.ts';
import type { Reactions } from '@mambogo/messaging/mount-consumer.ts';
import type { Context } from '../context.ts';
import { type HeardFact, heardFacts } from '../domain/heard-facts.ts';
import { changeReservation } from '../store/change-reservation.ts';
import { onProductCreated } from './on-product-created.ts';

const reaction = ({ event, toCommand }: HeardFact): AnyReaction<Context> => ({
  event,
  react({ settings }, work, data) {
    const { orderId, command } = toCommand(data);
    return changeReservation(work, orderId, command, settings.RESERVATION_SECONDS);
  },
});

export const subscriptions: Reactions<Context> = {
  'order.events': heardFacts.map(reaction),
  'product.events': [onProductCreated],
};

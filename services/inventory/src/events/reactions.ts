/** What inventory reacts to: facts of orders, each a command to the order's reservation, and products that are new, or on sale again. */
import { reactionsTo } from '@mambogo/messaging/inbox/reactions-to.ts';
import type { Reactions } from '@mambogo/messaging/mount-consumer.ts';
import type { Context } from '../context.ts';
import { heardFacts } from '../domain/heard-facts.ts';
import { changeReservation } from '../store/change-reservation.ts';
import { onProductCreated, onProductReactivated } from './on-product-created.ts';

export const subscriptions: Reactions<Context> = {
  ...reactionsTo(
    heardFacts,
    () => [],
    ({ settings }: Context, work, { orderId, command }) =>
      changeReservation(work, orderId, command, settings.RESERVATION_SECONDS),
  ),
  'product.events': [onProductCreated, onProductReactivated],
};

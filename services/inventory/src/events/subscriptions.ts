/** Subscriptions of inventory: order events, each a command to the order's reservation, and created or reactivated products. */
import { handlersFor } from '@mambogo/messaging/inbox/handlers-for.ts';
import type { HandlersByTopic } from '@mambogo/messaging/mount-topics.ts';
import type { Context } from '../context.ts';
import { eventHandlers } from '../domain/event-handlers.ts';
import { applyReservationCommand } from '../store/apply-reservation-command.ts';
import { onProductCreated, onProductReactivated } from './on-product-created.ts';

export const subscriptions: HandlersByTopic<Context> = {
  ...handlersFor(
    eventHandlers,
    // Orders share stock.
    { independent: false },
    () => [],
    ({ settings }: Context, unit, { orderId, command }) =>
      applyReservationCommand(unit, orderId, command, settings.RESERVATION_SECONDS),
  ),
  'product.events': [onProductCreated, onProductReactivated],
};

/** The subscriptions of the order service: events of inventory and payment, as commands to their order, and erased customers. */
import type { EventContext } from '@mambogo/messaging/event-context.ts';
import { handlersFor } from '@mambogo/messaging/inbox/handlers-for.ts';
import type { HandlersByTopic } from '@mambogo/messaging/mount-topics.ts';
import { eventHandlers } from '../domain/event-handlers.ts';
import type { Settings } from '../settings.ts';
import { executeEventCommand } from '../store/execute-command.ts';
import { onPersonErased } from './on-person-erased.ts';

interface ReactionContext extends EventContext {
  readonly settings: Pick<Settings, 'ACTION_WINDOW_SECONDS'>;
}

export const subscriptions: HandlersByTopic<ReactionContext> = {
  ...handlersFor(
    eventHandlers,
    { independent: true },
    () => [],
    ({ settings }: ReactionContext, unit, { orderId, command }) =>
      executeEventCommand(unit, orderId, command, { answerSeconds: settings.ACTION_WINDOW_SECONDS }),
  ),
  'identity.events': [onPersonErased],
};

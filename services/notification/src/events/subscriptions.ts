/** Subscriptions: each event becomes one message, in the transaction of its inbox row. */
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { HandlersByTopic } from '@mambogo/messaging/mount-topics.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import type { Context } from '../context.ts';
import { messagesOnEvents } from '../domain/event-handlers.ts';
import { addMessage, eraseMessages } from '../store/add-message.ts';

type Queue = Pick<Context, 'settings' | 'sender'>;

const messages = messagesOnEvents.map(({ event, toMessage }) => ({
  event,
  independent: true,
  async handle({ settings, sender }: Queue, unit: UnitOfWork, data: unknown) {
    await addMessage(unit, toMessage(data as never), settings);
    unit.afterCommit(sender.wake);
  },
}));

const erasure = on(personErased, (_context: Queue, { manager }, { personId }) => eraseMessages(manager, personId));

export const subscriptions: HandlersByTopic<Queue> = Object.fromEntries(
  Map.groupBy([...messages, erasure], ({ event }) => event.topic),
);

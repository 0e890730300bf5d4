/** What the order service reacts to: every fact of an order is a command to it. */
import { reactionsTo } from '@mambogo/messaging/inbox/reactions-to.ts';
import type { Reactions } from '@mambogo/messaging/mount-consumer.ts';
import type { Context } from '../context.ts';
import { heardFacts } from '../domain/heard-facts.ts';
import { actOnFact } from '../store/act.ts';

export const subscriptions: Reactions<Context> = {
  ...reactionsTo(
    heardFacts,
    () => [],
    ({ settings }: Context, work, { orderId, command }) =>
      actOnFact(work, orderId, command, { answerSeconds: settings.ACTION_WINDOW_SECONDS }),
  ),
  'identity.events': [],
};

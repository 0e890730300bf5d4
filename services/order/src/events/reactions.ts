/** What the order service reacts to: facts of stock and money, each a command to the order it is about, and erased customers. */
import { reactionsTo } from '@mambogo/messaging/inbox/reactions-to.ts';
import type { Reactions } from '@mambogo/messaging/mount-consumer.ts';
import type { Context } from '../context.ts';
import { heardFacts } from '../domain/heard-facts.ts';
import { actOnFact } from '../store/act.ts';
import { onPersonErased } from './on-person-erased.ts';

export const subscriptions: Reactions<Context> = {
  ...reactionsTo(
    heardFacts,
    () => [],
    ({ settings }: Context, work, { orderId, command }) =>
      actOnFact(work, orderId, command, { answerSeconds: settings.ACTION_WINDOW_SECONDS }),
  ),
  'identity.events': [onPersonErased],
};

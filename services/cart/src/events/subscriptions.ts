/** The events the cart service handles, by topic. */
import type { StateHandlersByTopic } from '@mambogo/messaging/state/mount-state-consumer.ts';
import type { Context } from '../context.ts';
import { onOrderConfirmed } from './on-order-confirmed.ts';
import { onPersonErased } from './on-person-erased.ts';

export const subscriptions: StateHandlersByTopic<Context> = {
  'order.events': [onOrderConfirmed],
  'identity.events': [onPersonErased],
};

/** Subscriptions of the product service. */
import type { HandlersByTopic } from '@mambogo/messaging/mount-topics.ts';
import type { Context } from '../context.ts';
import { onDeliveryExpected } from './on-delivery-expected.ts';
import { onStockChanged } from './on-stock-changed.ts';

export const subscriptions: HandlersByTopic<Context> = { 'inventory.events': [onStockChanged, onDeliveryExpected] };

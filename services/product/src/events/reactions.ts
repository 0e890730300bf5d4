/** What the product service reacts to. */
import type { Reactions } from '@mambogo/messaging/mount-consumer.ts';
import type { Context } from '../context.ts';
import { onStockChanged } from './on-stock-changed.ts';

export const subscriptions: Reactions<Context> = { 'inventory.events': [onStockChanged] };

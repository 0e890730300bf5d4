/** What the notification service serves: the topics it consumes, and messages for staff. */
import { createSourcePositions } from '@mambogo/messaging/inbox/source-positions.ts';
import { mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import { listMessagesApi, sendMessageAgainApi } from './api/messages.ts';
import type { Context } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';

export function mount(app: Express, context: Context): void {
  mountConsumer<Context>(app, context, subscriptions, createSourcePositions(context.database, context.logger));
  mountRoutes(app, [listMessagesApi(context), sendMessageAgainApi(context)], context.verify);
}

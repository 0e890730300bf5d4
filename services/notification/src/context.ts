/** Everything the notification service depends on. */
import { createEventContext, type EventContext } from '@mambogo/messaging/event-context.ts';
import { createBaseContext } from '@mambogo/service/process/base-context.ts';
import type { PollingWorker } from '@mambogo/service/process/polling-worker.ts';
import { createMailServer } from './mail/mail-server.ts';
import type { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { createMessageQueue, type MessageQueue } from './store/message-queue.ts';
import { createMessageSender } from './worker/message-sender.ts';

export interface Context extends EventContext {
  readonly settings: Settings;
  readonly queue: MessageQueue;
  readonly sender: PollingWorker;
}

export function createContext(settings: Settings): Context {
  const base = createBaseContext('notification', settings);
  const shared = createEventContext(base, settings, openDatabase(settings, base.logger));
  const queue = createMessageQueue(shared.database, settings.MAIL_LEASE_SECONDS);
  const sender = createMessageSender({ ...shared, settings, queue, mailServer: createMailServer(settings) });
  return { ...shared, settings, queue, sender };
}

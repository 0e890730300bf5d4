/** The service's topics, routes and sender for a test, on a database of its own; order and identity are answers of the test. */
import type { TestContext } from 'node:test';
import type { MailContact, MailOrder } from '@mambogo/contracts/api/internal-mail.ts';
import { listMessages, type Message, sendMessageAgain } from '@mambogo/contracts/api/messages.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { type DataOf, type EventDefinition, publisherOf } from '@mambogo/contracts/events/event.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { createIntegrationEvent } from '@mambogo/messaging/integration-event.ts';
import { mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { listMessagesApi, sendMessageAgainApi } from '../src/api/messages.ts';
import type { Context } from '../src/context.ts';
import { subscriptions } from '../src/events/subscriptions.ts';
import { createMailServer } from '../src/mail/mail-server.ts';
import { schema } from '../src/store/database.ts';
import { createMessageQueue } from '../src/store/message-queue.ts';
import { createMessageSender } from '../src/worker/message-sender.ts';
import { testSettings } from './test-settings.ts';

/** The answers of the peers; undefined: 404. `away`: they do not respond. */
export interface Peers {
  order?: MailOrder | undefined;
  contact?: MailContact | undefined;
  away?: boolean;
}

export async function startNotification(t: Pick<TestContext, 'after'>, smtpUrl: string | undefined) {
  const own = await createTestDatabase('postgres', schema);
  const { database } = own;
  const settings = testSettings(smtpUrl);
  const logger = createLogger('notification', 'silent');
  const peers: Peers = {};
  const sidecar = {
    async invoke(service: string) {
      const body = service === 'order' ? peers.order : peers.contact;
      const statusCode = peers.away ? 503 : body ? 200 : 404;
      return { statusCode, body: { text: async () => JSON.stringify(body ?? {}) } };
    },
  } as unknown as Context['sidecar'];
  const queue = createMessageQueue(database, settings.MAIL_LEASE_SECONDS);
  const mailServer = createMailServer(settings);
  const sender = createMessageSender({ sidecar, queue, settings, logger, mailServer });
  const context = {
    name: 'notification',
    logger,
    database,
    settings,
    sender,
    stopping: new AbortController(),
    runInTransaction: createTransactionRunner({ database, source: 'test-notification' }),
    verify: async (token: string) => ({
      subject: 'mia',
      roles: [],
      scopes: new Set(listMessages.scopes),
      token,
      expiresAt: Number.POSITIVE_INFINITY,
    }),
  };
  t.after(async () => {
    await sender.stop();
    await own.drop();
  });
  const ask = await serve(
    t,
    createApp({
      logger,
      checkReady: async () => undefined,
      mount(app) {
        mountConsumer<typeof context>(app, context, subscriptions);
        mountRoutes(app, [listMessagesApi(context), sendMessageAgainApi(context)], context.verify);
      },
    }),
  );
  const authorization = 'Bearer a.b.c';
  return {
    own,
    peers,
    queue,
    sender,
    /** Delivers an event as a sidecar does, and returns its status. */
    async deliver<E extends EventDefinition>(event: E, data: DataOf<E>): Promise<string | undefined> {
      const metadata = { correlationId: newId(), actor: 'service:test' };
      const { envelope, topic } = createIntegrationEvent(`test-${publisherOf(event.topic)}`, event, data, metadata);
      const response = await ask(`/events/${topic}`, {
        method: 'POST',
        body: JSON.stringify({ entries: [{ entryId: '1', event: envelope }] }),
      });
      const { statuses } = (await response.json()) as { statuses: { status: string }[] };
      return statuses[0]?.status;
    },
    async messages(query = ''): Promise<Message[]> {
      const response = await ask(`${listMessages.path}${query}`, { headers: { authorization } });
      return listMessages.responses[200].parse(await response.json()).items;
    },
    /** Returns the status. */
    async sendAgain(id: Message['id']): Promise<number> {
      const path = pathOf(sendMessageAgain, { params: { id } });
      return (await ask(path, { method: 'POST', headers: { authorization } })).status;
    },
    /** Makes everything due, and ends all leases. */
    hurry: () => database.query('update message set next_at = now() where next_at is not null'),
  };
}

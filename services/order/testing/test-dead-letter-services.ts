/**
 * Test fixture: the dead letter routes of the order service with two other consumers, one on each kind of database, behind a fake
 * sidecar that forwards requests. The cart and payment services are unavailable.
 */
import { listDeadLetters } from '@mambogo/contracts/api/dead-letters.ts';
import type { Scope } from '@mambogo/contracts/scopes.ts';
import { createSidecar } from '@mambogo/dapr/sidecar.ts';
import { deadLettersOf } from '@mambogo/messaging/mount-consumer.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { listen } from '@mambogo/service/http/server.ts';
import { createTestConsumer, type TestConsumer } from '@mambogo/testing/messaging/test-consumer.ts';
import { serve } from '@mambogo/testing/serve.ts';
import express from 'express';
import { listDeadLettersApi } from '../src/api/dead-letters/list-dead-letters.ts';
import {
  discardDeadLetterApi,
  getDeadLetterApi,
  replayDeadLetterApi,
  replayDeadLettersApi,
} from '../src/api/dead-letters/settle-dead-letters.ts';
import type { Context } from '../src/context.ts';
import { subscriptions } from '../src/events/subscriptions.ts';
import { createTestDatabase } from './test-database.ts';
import { startTestService } from './test-service.ts';

const routes = [listDeadLettersApi, getDeadLetterApi, replayDeadLetterApi, replayDeadLettersApi, discardDeadLetterApi];
const peers = { cart: 'cart', product: 'product', payment: 'payment', inventory: 'inventory' };

/** A test, or anything else with an `after` hook. */
type TestLifetime = { after(clean: () => Promise<void>): void };

export async function startDeadLetterServices(t: TestLifetime) {
  const store = await createTestDatabase();
  const service = await startTestService(store);
  t.after(async () => {
    await service.stop();
    await store.drop();
  });
  const inventory = await createTestConsumer('postgres', t);
  const product = await createTestConsumer('mysql', t);
  const sidecar = createSidecar({ httpPort: await startFakeSidecar(t, { inventory, product }), apiToken: '', peers });
  t.after(() => sidecar.close());
  const context: Context = {
    ...service.context,
    sidecar,
    async verify(token) {
      const [, subject = '', role] = token.split('.');
      const scopes = new Set<Scope>(role === 'admin' ? ['admin:all'] : ['order:write']);
      return { subject, roles: [], scopes, token, expiresAt: Number.POSITIVE_INFINITY };
    },
  };
  const fetch = await serve(
    t,
    createApp({
      logger: context.logger,
      checkReady: async () => undefined,
      mount: (app) =>
        mountRoutes(
          app,
          routes.map((bind) => bind(context)),
          context.verify,
        ),
    }),
  );
  return {
    deadLetters: {
      order: deadLettersOf(context, subscriptions),
      inventory: inventory.letters,
      product: product.letters,
    },
    inventory,
    request: async (method: string, path: string, body?: unknown, token = 'who.mia.admin') => {
      const response = await fetch(listDeadLetters.path + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

async function startFakeSidecar(t: TestLifetime, consumers: Readonly<Record<string, TestConsumer>>): Promise<number> {
  const app = express();
  app.use('/v1.0/invoke/:name/method', express.json(), async (request, response) => {
    const { authorization = '' } = request.headers;
    const consumer = consumers[String(request.params.name)];
    if (!consumer) return void response.status(500).json({ errorCode: 'ERR_DIRECT_INVOKE' });
    const { status, body } = await consumer.ask(request.method, request.url, request.body, { authorization });
    response.status(status).json(body);
  });
  const running = await listen(app, '127.0.0.1', 0);
  t.after(() => running.stop(100));
  const address = running.server.address();
  if (!address || typeof address === 'string') throw new Error('the fake sidecar has no port');
  return address.port;
}

/**
 * For tests: the gateway with three real consumers behind its fake sidecar, on both kinds of database. The cart, payment
 * and notification services are unavailable.
 */

import { text } from 'node:stream/consumers';
import type { Consumer } from '@mambogo/contracts/api/dead-letters.ts';
import { listDeadLetters } from '@mambogo/contracts/api/dead-letters.ts';
import { createTestConsumer, type TestConsumer } from '@mambogo/testing/messaging/test-consumer.ts';
import type { UpstreamHandler } from './fake-sidecar.ts';
import { startGateway } from './start-gateway.ts';

/** For `describe`: the reason to skip if no servers are configured. */
export const skip =
  process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL
    ? false
    : 'TEST_POSTGRES_URL or TEST_MYSQL_URL is not set';

/** A test, or anything else with an `after` hook. */
type TestLifetime = { after(clean: () => Promise<void>): void };

export async function startConsumers(t: TestLifetime) {
  const gateway = await startGateway();
  t.after(() => gateway.stop());
  const consumers = {
    order: await createTestConsumer('postgres', t, 'order'),
    inventory: await createTestConsumer('postgres', t, 'inventory'),
    product: await createTestConsumer('mysql', t, 'product'),
  };
  const handlers = Object.entries(consumers).map(([name, one]) => [`shop-${name}`, handlerOf(one)] as const);
  for (const [app, handler] of handlers) gateway.sidecar.handlers.set(app, handler);
  const staff = gateway.token('admin:all');
  return {
    gateway,
    consumers,
    request: async (method: string, path: string, body?: unknown, token = staff) => {
      const response = await fetch(`${gateway.url}${listDeadLetters.path}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as unknown };
    },
    /** Removes a service from the shop until the returned function is called. */
    stop(name: Consumer): () => void {
      const handler = gateway.sidecar.handlers.get(`shop-${name}`);
      gateway.sidecar.handlers.delete(`shop-${name}`);
      return () => void (handler && gateway.sidecar.handlers.set(`shop-${name}`, handler));
    },
  };
}

/** Forwards to a consumer, whose test tokens differ from the gateway's. */
const handlerOf =
  (consumer: TestConsumer): UpstreamHandler =>
  (request, response, path) => {
    void (async () => {
      const body = await text(request);
      const answer = await consumer.ask(request.method ?? '', path, body === '' ? undefined : JSON.parse(body));
      response.writeHead(answer.status, { 'content-type': answer.type }).end(JSON.stringify(answer.body));
    })();
  };

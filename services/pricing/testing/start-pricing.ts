/** The service's routes over HTTP for a test, on a database of its own; the caller has every scope, and a cart that the test sets. */
import type { TestContext } from 'node:test';
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import { getPricedCart } from '@mambogo/contracts/api/internal-cart.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { scopes } from '@mambogo/contracts/scopes.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { createPrimaryReads } from '@mambogo/service/database/replica/reads.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { z } from 'zod';
import type { Context } from '../src/context.ts';
import { routesOf } from '../src/routes.ts';
import { Settings } from '../src/settings.ts';
import { schema } from '../src/store/database.ts';
import { createRuleReader } from '../src/store/rule-reader.ts';

const Body = z.looseObject({
  version: z.int().optional(),
  errors: z.array(z.unknown()).optional(),
  items: z.array(z.object({ type: z.string(), actor: z.string(), data: z.unknown() })).optional(),
});

export async function startPricing(t: Pick<TestContext, 'after'>) {
  const { database, drop } = await createTestDatabase('postgres', schema);
  t.after(() => drop());
  const subject = newId();
  const shop: { cart?: Cart } = {};
  const settings = Settings.parse({
    APP_ID: 'test-pricing',
    PORT: '1',
    DAPR_HTTP_PORT: '1',
    CREDENTIALS_DIR: '/nowhere',
    PUBLIC_URL: 'http://localhost',
    DATABASE_URL: 'postgres://localhost/pricing',
    CURRENCY: 'KWD',
    PAYMENT_PROVIDER: 'stripe',
  });
  const sidecar = {
    invoke: async (_service: string, { path }: { path: string }) => ({
      statusCode: path === getPricedCart.path && shop.cart ? 200 : 503,
      body: { text: async () => JSON.stringify(shop.cart ?? {}) },
    }),
  } as unknown as Context['sidecar'];
  const context = {
    name: 'pricing',
    settings,
    sidecar,
    database,
    reads: createPrimaryReads(database),
    rules: createRuleReader(database),
    runInTransaction: createTransactionRunner({ database, source: 'test-pricing' }),
  } as unknown as Context;
  const ask = await serve(
    t,
    createApp({
      logger: createLogger('pricing', 'silent'),
      checkReady: async () => undefined,
      mount: (app) =>
        mountRoutes(app, routesOf(context), async (token) => ({
          subject,
          roles: ['ADMIN'],
          scopes: new Set(scopes),
          token,
          expiresAt: Number.POSITIVE_INFINITY,
        })),
    }),
  );
  return {
    database,
    subject,
    shop,
    async send(method: string, path: string, body?: object, version?: number) {
      const response = await ask(path, {
        method,
        headers: {
          authorization: 'Bearer a.b.c',
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        },
        body: body && JSON.stringify(body),
      });
      return { status: response.status, etag: response.headers.get('etag'), body: Body.parse(await response.json()) };
    },
  };
}

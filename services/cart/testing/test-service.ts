/**
 * The cart service over HTTP, with in-memory state and a fake sidecar that serves the test's catalogue. A customer's access
 * token is `owner.<id>.x`, a merchant's `owner.<id>.admin`.
 */

import type { TestContext } from 'node:test';
import { type QuoteLine, QuoteRequest, quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import type { Scope } from '@mambogo/contracts/scopes.ts';
import { createSidecar } from '@mambogo/dapr/sidecar.ts';
import { noRevocations } from '@mambogo/service/auth/revocations/revocations.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { listen } from '@mambogo/service/http/server.ts';
import { noRuntimeSettings } from '@mambogo/service/runtime-settings/followed-settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { createSecurityEvents } from '@mambogo/service/telemetry/security-event.ts';
import { type MemoryState, memoryState } from '@mambogo/testing/memory-state.ts';
import { serve } from '@mambogo/testing/serve.ts';
import express from 'express';
import { createGuestCookies } from '../src/api/guest-cookie.ts';
import type { Context } from '../src/context.ts';
import { mount } from '../src/routes.ts';
import { Settings } from '../src/settings.ts';
import { createCartStore } from '../src/store/cart-store.ts';

export interface TestService {
  readonly request: typeof fetch;
  readonly state: MemoryState;
  /** The products on sale; `isDown` while the catalogue is unavailable. */
  readonly catalogue: { products: QuoteLine[]; isDown: boolean };
}

export const product = (name: string, amount: number): QuoteLine => ({
  productId: newProductId(),
  sku: name.toUpperCase(),
  name,
  unitPrice: { amount, currency: 'USD' },
  status: 'active',
  availability: 'in-stock',
});

export async function createTestService(
  t: Pick<TestContext, 'after'>,
  products: QuoteLine[],
  publicUrl = 'http://localhost',
): Promise<TestService> {
  const catalogue = { products, isDown: false };
  const httpPort = await startFakeSidecar(t, catalogue);
  const state = memoryState();
  const logger = createLogger('cart', 'silent');
  const context: Context = {
    name: 'cart',
    logger,
    securityEvents: createSecurityEvents(logger),
    sidecar: createSidecar({ httpPort, apiToken: 'token', peers: { product: 'test-product' } }),
    revocations: noRevocations(),
    runtimeSettings: noRuntimeSettings(),
    verify: async (token) => {
      const [, subject = '', role] = token.split('.');
      const scopes = new Set<Scope>(role === 'admin' ? ['cart:manage', 'admin:all'] : ['cart:manage']);
      return { subject, roles: ['USER'], scopes, token, expiresAt: Number.POSITIVE_INFINITY };
    },
    appToken: 'token',
    stopping: new AbortController(),
    settings: Settings.parse({
      APP_ID: 'test-cart',
      PORT: 1,
      DAPR_HTTP_PORT: 1,
      CREDENTIALS_DIR: '/nowhere',
      PUBLIC_URL: publicUrl,
      CURRENCY: 'USD',
    }),
    state,
    carts: createCartStore(state, { ttlSeconds: 60, newGuestTtlSeconds: 5 }),
    guestCookies: createGuestCookies({ key: 'a key', publicUrl, maxAgeSeconds: 30 * 86_400 }),
  };
  t.after(() => context.sidecar.close());
  const app = createApp({
    logger: context.logger,
    checkReady: () => state.check(),
    mount: (app) => mount(app, context),
  });
  return { request: await serve(t, app), state, catalogue };
}

async function startFakeSidecar(t: Pick<TestContext, 'after'>, catalogue: TestService['catalogue']): Promise<number> {
  const app = express();
  app.post(`/v1.0/invoke/test-product/method${quoteProducts.path}`, express.json(), (request, response) => {
    const { productIds } = QuoteRequest.parse(request.body);
    if (catalogue.isDown) response.status(500).json({ errorCode: 'ERR_DIRECT_INVOKE' });
    else response.json({ lines: catalogue.products.filter(({ productId }) => productIds.includes(productId)) });
  });
  const running = await listen(app, '127.0.0.1', 0);
  t.after(() => running.stop(100));
  const address = running.server.address();
  if (!address || typeof address === 'string') throw new Error('the fake sidecar has no port');
  return address.port;
}

/** Test fixture: the order service on a real database, with a cart, a catalogue and a caller that the test defines. */
import type { AddressInfo } from 'node:net';
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { QuoteLine } from '@mambogo/contracts/api/internal-quote.ts';
import { type DataOf, type EventDefinition, publisherOf } from '@mambogo/contracts/events/event.ts';
import { type CustomerId, newId, ProductId } from '@mambogo/contracts/ids.ts';
import type { Scope } from '@mambogo/contracts/scopes.ts';
import { createIntegrationEvent } from '@mambogo/messaging/integration-event.ts';
import { mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { createOutbox } from '@mambogo/messaging/outbox/outbox.ts';
import { noRevocations } from '@mambogo/service/auth/revocations/revocations.ts';
import { createPersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { createPostgresListener } from '@mambogo/service/database/postgres-listener.ts';
import { createPrimaryReads } from '@mambogo/service/database/replica/reads.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { listen } from '@mambogo/service/http/server.ts';
import { createInvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { noRuntimeSettings } from '@mambogo/service/runtime-settings/followed-settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { createSecurityEvents } from '@mambogo/service/telemetry/security-event.ts';
import type { Context } from '../src/context.ts';
import { newOrderNumber } from '../src/domain/order-number.ts';
import { subscriptions } from '../src/events/subscriptions.ts';
import { routes } from '../src/routes.ts';
import { Settings } from '../src/settings.ts';
import { createIdempotency } from '../src/store/idempotency.ts';
import { createOrderChanges } from '../src/store/order-changes.ts';
import { orderChannel } from '../src/store/order-channel.ts';
import { createUptimeWindow } from '../src/worker/uptime-window.ts';
import { type Peers, peerSidecar } from './peers.ts';
import type { TestDatabase } from './test-database.ts';

export const mug: QuoteLine = {
  productId: ProductId.parse('0190a000-0000-7000-8000-000000000001'),
  sku: 'MUG-1',
  name: 'Blue mug',
  unitPrice: { amount: 1_250, currency: 'USD' },
  status: 'active',
  availability: 'in-stock',
};

export const cartOf = (version: string, line = mug, quantity = 2): Cart => {
  const lineTotal = { ...line.unitPrice, amount: line.unitPrice.amount * quantity };
  const { productId, sku, name, unitPrice, availability } = line;
  const items = [{ productId, sku, name, unitPrice, quantity, lineTotal, availability }];
  return { items, total: lineTotal, version, updatedAt: '2026-01-01T00:00:00.000Z' };
};

/** @param appIds of services that not every shop has, by name */
export async function startTestService(
  { database, url, password }: TestDatabase,
  appIds: Readonly<Record<string, string>> = {},
) {
  const logger = createLogger('order', 'fatal');
  const peers: Peers = { cart: cartOf('v1'), quote: [mug], timelines: {} };
  const settings = Settings.parse({
    APP_ID: 'test-order',
    PORT: '1',
    DAPR_HTTP_PORT: '1',
    CREDENTIALS_DIR: '/nowhere',
    PUBLIC_URL: 'http://localhost',
    DATABASE_URL: url,
    CURRENCY: 'USD',
    PEERS: JSON.stringify(appIds),
    TRACE_PAGE: 'http://zipkin.test/traces/{traceId}',
  });
  const invoked: string[] = [];
  const sidecar = peerSidecar(peers, invoked);
  const outbox = createOutbox({ database, sidecar, pubsub: 'events', source: 'test-order', logger });
  const { runInTransaction, relay } = outbox;
  const personalData = createPersonalData(Buffer.alloc(32, 7).toString('base64url'));
  const changes = createOrderChanges({ database, logger, pollIntervalMs: 60_000 });
  const context: Context = {
    name: 'order',
    reads: createPrimaryReads(database),
    logger,
    securityEvents: createSecurityEvents(logger),
    sidecar,
    revocations: noRevocations(),
    runtimeSettings: noRuntimeSettings(),
    features: { isOn: async () => true },
    // The token is `a.<customer id>.<role>`, followed by `_<version>` to select one of several carts.
    async verify(token) {
      const [, subject = '', role] = token.split('.');
      return {
        subject,
        roles: ['USER'],
        scopes: new Set(scopesOf(role)),
        token,
        expiresAt: Number.POSITIVE_INFINITY,
      };
    },
    appToken: '',
    stopping: new AbortController(),
    settings,
    database,
    runInTransaction,
    relay,
    personalData,
    idempotency: createIdempotency({ database, personalData, leaseSeconds: 30, keepSeconds: 86_400 }),
    changes,
    newOrderNumber: (block) => peers.numbers?.shift() ?? newOrderNumber(block),
    listener: createPostgresListener({
      url,
      password,
      applicationName: 'test-order',
      channel: orderChannel,
      onConnected: changes.refreshAll,
      onNotification: changes.onNotification,
      logger,
    }),
    subscriptionUptime: createUptimeWindow({ requiredSeconds: 0, maxGapSeconds: 60 }),
    invariantMonitor: createInvariantMonitor({ checks: [], logger }),
  };
  const app = createApp({
    logger,
    checkReady: async () => undefined,
    mount(express) {
      mountConsumer(express, context, subscriptions);
      mountRoutes(
        express,
        routes.map((bind) => bind(context)),
        context.verify,
      );
    },
  });
  const running = await listen(app, '127.0.0.1', 0);
  context.listener.start();
  const base = `http://127.0.0.1:${(running.server.address() as AddressInfo).port}`;

  return {
    context,
    peers,
    invoked,
    request: (customer: CustomerId, path: string, init: RequestInit = {}, role = 'customer') =>
      fetch(base + path, { ...init, headers: { authorization: `Bearer a.${customer}.${role}`, ...init.headers } }),
    /** Delivers an event as a sidecar does and returns the statuses. */
    async deliver<E extends EventDefinition>(event: E, data: DataOf<E>, id = newId()): Promise<string[]> {
      const metadata = { correlationId: String(data.orderId), actor: 'service:test' };
      const { envelope, topic } = createIntegrationEvent(`test-${publisherOf(event.topic)}`, event, data, metadata);
      const response = await fetch(`${base}/events/${topic}`, {
        method: 'POST',
        body: JSON.stringify({ entries: [{ entryId: '1', event: { ...envelope, id } }] }),
      });
      const { statuses } = (await response.json()) as { statuses: { status: string }[] };
      return statuses.map(({ status }) => status);
    },
    async stop() {
      context.stopping.abort(new Error('the test has ended'));
      await context.listener.stop();
      await running.stop(1_000);
    },
  };
}

/** The scopes of a token, by its third part. */
function scopesOf(role: string | undefined): readonly Scope[] {
  if (role === 'admin') return ['order:manage', 'payment:process', 'admin:all'];
  if (role === 'merchant') return ['order:manage', 'payment:process'];
  return role === 'operator' ? ['operations:manage'] : ['order:write'];
}

export type TestService = Awaited<ReturnType<typeof startTestService>>;

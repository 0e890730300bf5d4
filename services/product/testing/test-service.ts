/** The product service with its own database and no sidecar: every token is a merchant's, published events are recorded. */

import type { TestContext } from 'node:test';
import { CustomerId, newId } from '@mambogo/contracts/ids.ts';
import { scopes } from '@mambogo/contracts/scopes.ts';
import type { BulkEntry } from '@mambogo/dapr/sidecar.ts';
import { createOutbox } from '@mambogo/messaging/outbox/outbox.ts';
import { noRevocations } from '@mambogo/service/auth/revocations/revocations.ts';
import { createPrimaryReads } from '@mambogo/service/database/replica/reads.ts';
import { noRuntimeSettings } from '@mambogo/service/runtime-settings/followed-settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { createSecurityEvents } from '@mambogo/service/telemetry/security-event.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import type { Context } from '../src/context.ts';
import { Settings } from '../src/settings.ts';
import { schema } from '../src/store/database.ts';
import { createIndexedCatalogue } from '../src/store/indexed-catalogue.ts';

export interface TestService {
  readonly context: Context;
  /** Events the relay has published so far. */
  readonly published: BulkEntry[];
}

export async function createTestService(t: Pick<TestContext, 'after'>): Promise<TestService> {
  const own = await createTestDatabase('mysql', schema);
  t.after(() => own.drop());
  const settings = Settings.parse({
    APP_ID: 'test-product',
    PORT: 1,
    DAPR_HTTP_PORT: 1,
    CREDENTIALS_DIR: '/nowhere',
    PUBLIC_URL: 'http://localhost',
    DATABASE_URL: own.url,
    CURRENCY: 'USD',
  });
  const published: BulkEntry[] = [];
  const sidecar: Context['sidecar'] = {
    invoke: () => Promise.reject(new Error('no peers in this test')),
    async publishBulk(_pubsub, _topic, entries) {
      published.push(...entries);
      return new Set();
    },
    isReady: async () => true,
    waitUntilReady: async () => undefined,
    calls: () => new Map(),
    close: async () => undefined,
  };
  const logger = createLogger('product', 'silent');
  const subject = CustomerId.parse(newId());
  const outbox = createOutbox({ database: own.database, sidecar, pubsub: 'events', source: 'test-product', logger });
  const context: Context = {
    name: 'product',
    logger,
    securityEvents: createSecurityEvents(logger),
    sidecar,
    revocations: noRevocations(),
    runtimeSettings: noRuntimeSettings(),
    verify: async (token) => ({
      subject,
      roles: ['ADMIN'],
      scopes: new Set(scopes),
      token,
      expiresAt: Number.POSITIVE_INFINITY,
    }),
    appToken: 'token',
    stopping: new AbortController(),
    settings,
    database: own.database,
    reads: createPrimaryReads(own.database),
    catalogue: createIndexedCatalogue(own.database),
    ...outbox,
  };
  return { context, published };
}

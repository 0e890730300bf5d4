/** The service's routes over HTTP for a test, on a database of its own; every token is that of one customer. */
import type { TestContext } from 'node:test';
import { CustomerId, newId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { z } from 'zod';
import { addInventoryEntry, InventoryEntry, listInventoryEntries } from '../../contracts/inventory.ts';
import { addEntryApi } from '../src/api/add-entry.ts';
import { listEntriesApi } from '../src/api/list-entries.ts';
import { schema } from '../src/store/database.ts';

export async function startInventory(t: Pick<TestContext, 'after'>) {
  const { database, drop } = await createTestDatabase('postgres', schema);
  t.after(() => drop());
  const runInTransaction = createTransactionRunner({ database, source: 'test-inventory' });
  const subject = CustomerId.parse(newId());
  const ask = await serve(
    t,
    createApp({
      logger: createLogger('inventory', 'silent'),
      checkReady: async () => undefined,
      mount: (app) =>
        mountRoutes(app, [addEntryApi({ runInTransaction }), listEntriesApi({ database })], async (token) => ({
          subject,
          roles: ['USER'],
          scopes: new Set(addInventoryEntry.scopes),
          token,
          expiresAt: Number.POSITIVE_INFINITY,
        })),
    }),
  );
  return {
    async add(body: object, key?: string) {
      const response = await ask(addInventoryEntry.path, {
        method: addInventoryEntry.method,
        headers: {
          authorization: 'Bearer a.b.c',
          'content-type': 'application/json',
          ...(key ? { 'idempotency-key': key } : {}),
        },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: InventoryEntry.partial().parse(await response.json()) };
    },
    list: async (query = '') =>
      listInventoryEntries.responses[200].parse(await (await ask(`${listInventoryEntries.path}${query}`)).json()),
    /** Types of the events in the outbox. */
    published: async () =>
      z
        .array(z.object({ type: z.string() }))
        .parse(await database.query(`select envelope->>'type' as type from outbox order by seq`))
        .map(({ type }) => type),
  };
}

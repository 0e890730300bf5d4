/** The merchant's routes over HTTP, with their own database: every token is a merchant's. */

import type { TestContext } from 'node:test';
import { adjustStock, receiveStock, StockItem } from '@mambogo/contracts/api/inventory.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { CustomerId, newId, newProductId, type ProductId } from '@mambogo/contracts/ids.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { scopes } from '@mambogo/contracts/scopes.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { adjustStockApi } from '../src/api/adjust-stock.ts';
import { receiveStockApi } from '../src/api/receive-stock.ts';
import { schema } from '../src/store/database.ts';
import { addStockItems } from '../src/store/stock-store.ts';

export async function startStockService(t: Pick<TestContext, 'after'>) {
  const own = await createTestDatabase('postgres', schema);
  t.after(() => own.drop());
  const runInTransaction = createTransactionRunner({
    database: own.database,
    source: 'test-inventory',
  });
  const subject = CustomerId.parse(newId());
  const app = createApp({
    logger: createLogger('inventory', 'silent'),
    checkReady: async () => undefined,
    mount: (mounted) =>
      mountRoutes(
        mounted,
        [receiveStockApi({ runInTransaction }), adjustStockApi({ runInTransaction })],
        async (token) => ({
          subject,
          roles: ['ADMIN'],
          scopes: new Set(scopes),
          token,
          expiresAt: Number.POSITIVE_INFINITY,
        }),
      ),
  });
  const ask = await serve(t, app);

  const send = (productId: ProductId, what: 'receive' | 'adjust', body: object, key?: string) =>
    ask(pathOf(what === 'receive' ? receiveStock : adjustStock, { params: { productId } }), {
      method: 'POST',
      headers: {
        authorization: 'Bearer a.b.c',
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    });

  return {
    /** Creates an empty stock row. */
    async product(): Promise<ProductId> {
      const id = newProductId();
      await addStockItems(own.database.manager, [id]);
      return id;
    },
    send,
    stock: async (answer: Promise<Response>) => StockItem.parse(await (await answer).json()),
    problem: async (answer: Promise<Response>) => ProblemBody.parse(await (await answer).json()),
  };
}

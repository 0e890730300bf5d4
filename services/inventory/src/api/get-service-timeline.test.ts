import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getServiceTimeline } from '@mambogo/contracts/api/internal-timeline.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { newOrderId, newProductId, type OrderId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { createPrimaryReads } from '@mambogo/service/database/replica/reads.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { applyReservationCommand } from '../store/apply-reservation-command.ts';
import { schema } from '../store/database.ts';
import { addStockItems, applyMovements, lockStock } from '../store/stock-store.ts';
import { getServiceTimelineApi } from './get-service-timeline.ts';

const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';

test('an order has its movements, a rejected one its shortages, an unknown one nothing', { skip }, async (t) => {
  const { database, drop } = await createTestDatabase('postgres', schema);
  t.after(drop);
  const runInTransaction = createTransactionRunner({ database, source: 'test-inventory' });
  const cup = newProductId();
  await runInTransaction({ correlationId: 'test', actor: 'service:test' }, async (unit) => {
    await addStockItems(unit.manager, [cup]);
    const locked = await lockStock(unit.manager, [cup]);
    await applyMovements(unit, locked, [{ productId: cup, type: 'received', quantity: 10 }], {});
  });
  const reserve = (orderId: OrderId, quantity: number) =>
    runInTransaction({ correlationId: orderId, causationId: 'cause', actor: 'service:order' }, (unit) =>
      applyReservationCommand(
        unit,
        orderId,
        { type: 'reserve', lines: [{ productId: cup, quantity }], payBefore: '2099-01-01T00:00:00.000Z' },
        300,
      ),
    );
  const [reserved, rejected] = [newOrderId(), newOrderId()];
  await reserve(reserved, 2);
  await reserve(rejected, 50);
  const api = getServiceTimelineApi({ name: 'inventory', reads: createPrimaryReads(database) });
  const ask = await serve(
    t,
    createApp({
      logger: createLogger('inventory', 'silent'),
      checkReady: async () => undefined,
      mount: (app) => mountRoutes(app, [api], () => Promise.reject(new Error('needs no token'))),
    }),
  );
  const entries = async (id: OrderId) => {
    const answer = await ask(pathOf(getServiceTimeline, { params: { id } }));
    return getServiceTimeline.responses[200].parse(await answer.json()).entries.map(({ at: _, ...entry }) => entry);
  };
  assert.deepEqual(await entries(reserved), [
    {
      ...{ service: 'inventory', type: 'stock.reserved', actor: 'service:order', correlationId: reserved },
      ...{ causationId: 'cause', data: { productId: cup, quantity: 2 } },
    },
  ]);
  assert.deepEqual(await entries(rejected), [
    {
      ...{ service: 'inventory', type: 'stock.rejected', actor: 'service:inventory', correlationId: rejected },
      data: { shortages: [{ productId: cup, requested: 50, available: 8 }] },
    },
  ]);
  assert.deepEqual(await entries(newOrderId()), []);
});

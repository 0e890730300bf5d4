import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { CustomerId, newOrderId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner, type RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import { createPersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { createTestDatabase, skip, type TestDatabase } from '../../testing/test-database.ts';
import { place } from '../../testing/test-order.ts';
import { decide } from '../domain/decide.ts';
import { loadPlacementContext } from './load-placement-context.ts';
import { saveOrder } from './order-store.ts';

const personalData = createPersonalData(Buffer.alloc(32, 7).toString('base64url'));
const metadata = { correlationId: 'x', actor: 'test' };
let store: TestDatabase;
let runInTransaction: RunInTransaction;

before(async () => {
  if (skip) return;
  store = await createTestDatabase();
  runInTransaction = createTransactionRunner({ database: store.database, source: 'test-order' });
});
after(() => store?.drop());

it('waits for a concurrent order of the same customer and then includes it', { skip }, async () => {
  const customerId = CustomerId.parse(randomUUID());
  const mayCommit = Promise.withResolvers<void>();
  const isPrepared = Promise.withResolvers<void>();
  const first = runInTransaction(metadata, async (unit) => {
    const { now } = await loadPlacementContext(unit.manager, customerId, personalData);
    isPrepared.resolve();
    await mayCommit.promise;
    const events = decide(undefined, { ...place, data: { ...place.data, customerId, number: 'M7K3QW9XC' } });
    await saveOrder(unit, { orderId: newOrderId(), version: 0, lastHash: '', now }, events);
  });
  await isPrepared.promise;
  const second = runInTransaction(metadata, ({ manager }) => loadPlacementContext(manager, customerId, personalData));
  const stranger = await runInTransaction(metadata, ({ manager }) =>
    loadPlacementContext(manager, CustomerId.parse(randomUUID()), personalData),
  );
  assert.deepEqual(stranger.holding, { openOrders: [], endedUnpaid: 0, lastEndedAt: undefined });
  while ((await waiting()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  mayCommit.resolve();
  await first;
  const { holding } = await second;
  assert.deepEqual(
    holding.openOrders.map(({ number, units, payBefore }) => ({ number, units, payBefore })),
    [{ number: 'M7K3QW9XC', units: 3, payBefore: place.data.payBefore }],
  );
});

const waiting = async (): Promise<number> =>
  (
    await store.database.query(`select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`)
  )[0].n;

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { CustomerId, newOrderId, newPaymentId, type OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner, type RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import { createTestDatabase, skip, type TestDatabase } from '../../testing/test-database.ts';
import { decide } from '../domain/decide.ts';
import type { OrderCommand } from '../domain/order-command.ts';
import { OrderEventEntity } from './entities.ts';
import { firstBrokenVersion } from './event-chain.ts';
import { executeCommand } from './execute-command.ts';
import { saveOrder } from './order-store.ts';
import { rebuildSummaries } from './rebuild-summaries.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const productId = ProductId.parse(randomUUID());
const lines = [{ productId, quantity: 2 }];

describe('the log of orders and its summary', { skip }, () => {
  let store: TestDatabase;
  let runInTransaction: RunInTransaction;
  let orderId: OrderId;

  before(async () => {
    store = await createTestDatabase();
    runInTransaction = createTransactionRunner({
      database: store.database,
      source: 'test-order',
    });
    orderId = await placed();
    await execute(orderId, {
      type: 'stock-reserved',
      data: { lines, expiresAt: '2099-01-01T00:00:00.000Z' },
    });
    await execute(orderId, {
      type: 'payment-captured',
      data: { attempt: 1, paymentId: newPaymentId(), amount: usd(2_500), reference: 'ref' },
    });
    await execute(await placed(), { type: 'stock-rejected', data: { shortages: [] } });
  });
  after(() => store?.drop());

  it('rejects updates and deletes of events by any client', async () => {
    const { database } = store;
    const appendOnlyError = { message: /order_event is append-only/ };
    await assert.rejects(database.query(`update order_event set actor = 'me'`), appendOnlyError);
    await assert.rejects(database.query('delete from order_event'), appendOnlyError);
    await assert.rejects(database.query('truncate order_event'), appendOnlyError);
  });

  it('chains every event to the one before it', async () => {
    const log = await readLog();
    assert.deepEqual(
      log.map(({ version, type }) => `${version} ${type}`),
      ['1 placed', '2 stock-reserved', '3 payment-captured', '4 confirmed'],
    );
    assert.equal(firstBrokenVersion(log), undefined);
    const [first, second, third, fourth] = log;
    assert.ok(first && second && third && fourth);
    assert.equal(firstBrokenVersion([first, { ...second, actor: 'me' }, third, fourth]), 2);
    assert.equal(firstBrokenVersion([{ ...first, personal: Buffer.from('other') }, second]), 1);
    assert.equal(firstBrokenVersion([first, third, fourth]), 2);
  });

  it('rebuilds missing or wrong summaries byte for byte', async () => {
    const bytes = () => store.database.query('select s::text as row from order_summary s order by id');
    const before = await bytes();
    assert.equal(before.length, 2);
    await store.database.query(
      `update order_summary set status = 'DELIVERED', data = '{}', placed_at = now(), number = id`,
    );
    assert.equal(await rebuildSummaries(store.database), 2);
    assert.deepEqual(await bytes(), before);
    await store.database.query('delete from order_summary');
    await rebuildSummaries(store.database);
    assert.deepEqual(await bytes(), before);
  });

  it('loads in one round trip, with BEGIN, and saves in another, with COMMIT', async () => {
    const id = await placed();
    store.roundTrips();
    await execute(id, { type: 'stock-reserved', data: { lines, expiresAt: '2099-01-01T00:00:00.000Z' } });
    assert.equal(store.roundTrips(), 2);
  });

  it('loses no event when commands run concurrently on the same order', async () => {
    const id = await placed();
    await Promise.all([
      execute(id, { type: 'stock-reserved', data: { lines, expiresAt: '2099-01-01T00:00:00.000Z' } }),
      execute(id, {
        type: 'payment-captured',
        data: { attempt: 1, paymentId: newPaymentId(), amount: usd(2_500), reference: 'ref' },
      }),
      execute(id, { type: 'stock-committed', data: { lines } }),
    ]);
    const log = await store.database.manager.find(OrderEventEntity, {
      where: { orderId: id },
      order: { version: 'ASC' },
    });
    assert.equal(firstBrokenVersion(log), undefined);
    const [{ status }] = await store.database.query('select status from order_summary where id = $1', [id]);
    assert.equal(status, 'CONFIRMED');
    assert.ok(log.every(({ at }, i) => i === 0 || at >= (log[i - 1]?.at ?? at)));
  });

  const readLog = () =>
    store.database.manager.find(OrderEventEntity, { where: { orderId }, order: { version: 'ASC' } });

  const execute = (id: OrderId, command: OrderCommand) =>
    runInTransaction({ correlationId: id, causationId: randomUUID(), actor: 'service:order' }, (unit) =>
      executeCommand(unit, id, command),
    );

  async function placed(): Promise<OrderId> {
    const id = newOrderId();
    const events = decide(undefined, {
      type: 'place',
      data: {
        number: `M${id}`,
        customerId: CustomerId.parse(randomUUID()),
        cartVersion: randomUUID(),
        lines: [
          { productId, sku: 'MUG-1', name: 'Blue “mug” ☕', unitPrice: usd(1_250), quantity: 2, lineTotal: usd(2_500) },
        ],
        total: usd(2_500),
        paymentMethod: 'card',
        payBefore: '2099-01-01T00:00:00.000Z',
      },
      token: 'tok_ok',
    });
    await runInTransaction({ correlationId: id, actor: 'customer:x' }, (unit) =>
      saveOrder(unit, { orderId: id, version: 0, lastHash: '', now: new Date() }, events, Buffer.from('secret')),
    );
    return id;
  }
});

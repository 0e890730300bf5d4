import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { newId, newOrderId, type OrderId, ProductId, RefundId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner, type RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import { allRows } from '@mambogo/service/invariants/sql-invariant.ts';
import { countRoundTrips } from '@mambogo/testing/count-round-trips.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';
import type { ReservationCommand } from '../domain/reservation.ts';
import { Settings } from '../settings.ts';
import { confirmExpiredReservations } from '../worker/confirm-expired-reservations.ts';
import { applyReservationCommand } from './apply-reservation-command.ts';
import { schema } from './database.ts';
import { stockInvariants } from './stock-invariants.ts';
import { addStockItems, applyMovements, lockStock } from './stock-store.ts';

const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';
const settings = Settings.parse({
  APP_ID: 'test-inventory',
  PORT: '1',
  DAPR_HTTP_PORT: '1',
  CREDENTIALS_DIR: '/nowhere',
  PUBLIC_URL: 'http://localhost',
  DATABASE_URL: 'postgres://nobody@127.0.0.1/none',
});

describe('reservations on a database', { skip }, () => {
  let store: TestDatabase;
  let runInTransaction: RunInTransaction;
  const cup = ProductId.parse(randomUUID());

  before(async () => {
    store = await createTestDatabase('postgres', schema);
    runInTransaction = createTransactionRunner({
      database: store.database,
      source: 'test-inventory',
    });
    await runInTransaction({ correlationId: 'test', actor: 'service:test' }, async (unit) => {
      await addStockItems(unit.manager, [cup]);
      const locked = await lockStock(unit.manager, [cup]);
      await applyMovements(unit, locked, [{ productId: cup, type: 'received', quantity: 100 }], {});
    });
  });
  after(() => store?.drop());

  const reserveCommand = (
    quantity = 2,
    payBefore = '2099-01-01T00:00:00.000Z',
    productId = cup,
  ): ReservationCommand => ({
    type: 'reserve',
    lines: [{ productId, quantity }],
    payBefore,
  });
  const apply = (orderId: OrderId, command: ReservationCommand) =>
    runInTransaction({ correlationId: orderId, actor: 'service:test' }, (unit) =>
      applyReservationCommand(unit, orderId, command, 300),
    );
  const emittedEvents = async (orderId: OrderId): Promise<string[]> =>
    (
      await store.database.query(`select envelope->>'type' as type from outbox where message_key = $1 order by seq`, [
        orderId,
      ])
    ).map(({ type }: { type: string }) => type.replace(/^com\.mambogo\.|\.v1$/g, ''));
  const stock = async () => {
    const [row] = await store.database.query('select on_hand, reserved, sold from stock_item where product_id = $1', [
      cup,
    ]);
    return row as { on_hand: number; reserved: number; sold: number };
  };
  const isPast = (orderId: OrderId) =>
    store.database.query(`update reservation set ask_at = now() - interval '1 second' where order_id = $1`, [orderId]);
  const confirmExpired = () =>
    confirmExpiredReservations({ runInTransaction, settings, logger: pino({ level: 'silent' }) });

  it('takes two round trips to reserve, three to commit or release', async () => {
    const roundTrips = countRoundTrips(store.database);
    for (const end of ['commit', 'release'] as const) {
      const orderId = newOrderId();
      await apply(orderId, reserveCommand());
      assert.equal(roundTrips(), 2, 'begin and both locks; reservation, movements, outbox and commit');
      await apply(orderId, { type: end });
      assert.equal(roundTrips(), 3, 'begin and a lock; stock; reservation, movements, outbox and commit');
    }
  });

  it('loses no stock when two instances place and cancel an order concurrently', async () => {
    const free = await stock();
    for (let i = 0; i < 20; i++) {
      const orderId = newOrderId();
      const both = [reserveCommand(), { type: 'release' } as const];
      const results = await Promise.allSettled(both.map((command) => apply(orderId, command)));
      for (const [n, { status }] of results.entries())
        if (status === 'rejected') await apply(orderId, both[n] ?? reserveCommand());
      await apply(orderId, { type: 'release' });
    }
    assert.deepEqual(await stock(), free);
  });

  it('reserves nothing after the payment window, for known and unknown products', async () => {
    for (const productId of [cup, ProductId.parse(randomUUID())]) {
      const orderId = newOrderId();
      await apply(orderId, reserveCommand(1, '2020-01-01T00:00:00.000Z', productId));
      assert.deepEqual(await emittedEvents(orderId), []);
      await apply(orderId, reserveCommand());
      assert.deepEqual(await emittedEvents(orderId), []);
      await apply(orderId, { type: 'release' });
      assert.deepEqual(await emittedEvents(orderId), ['stock.released']);
    }
  });

  it('asks for a confirmation once per interval after the expiry, and keeps the stock reserved', async () => {
    const orderId = newOrderId();
    await apply(orderId, reserveCommand());
    const before = await stock();
    await confirmExpired();
    assert.deepEqual(await emittedEvents(orderId), ['stock.reserved']);
    await isPast(orderId);
    await Promise.all([confirmExpired(), confirmExpired()]);
    await confirmExpired();
    assert.deepEqual(await emittedEvents(orderId), ['stock.reserved', 'stock.reservation-expired']);
    await isPast(orderId);
    await confirmExpired();
    assert.deepEqual(await stock(), before);
    await apply(orderId, { type: 'commit' });
    await isPast(orderId);
    await confirmExpired();
    assert.deepEqual(await emittedEvents(orderId), [
      'stock.reserved',
      'stock.reservation-expired',
      'stock.reservation-expired',
      'stock.committed',
    ]);
  });

  it('writes nothing when a command changes nothing, and logs nothing when no reservation has expired', async () => {
    const orderId = newOrderId();
    await apply(orderId, reserveCommand());
    const row = () => store.database.query('select xmin, * from reservation where order_id = $1', [orderId]);
    const written = await row();
    await apply(orderId, reserveCommand());
    assert.deepEqual(await row(), written);
    const lines: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line) => lines.push(line) });
    await confirmExpiredReservations({ runInTransaction, settings, logger });
    assert.deepEqual(lines, []);
  });

  it('returns refunded goods once with two instances, and keeps the rest sold', async () => {
    const orderId = newOrderId();
    const free = await stock();
    await apply(orderId, reserveCommand(5));
    const back = (quantity: number): ReservationCommand => ({
      type: 'return',
      refundId: RefundId.parse(newId()),
      lines: [{ productId: cup, quantity }],
    });
    const first = back(2);
    await apply(orderId, first);
    await apply(orderId, { type: 'commit' });
    await Promise.all([apply(orderId, first), apply(orderId, first)]);
    await apply(orderId, { type: 'return', refundId: RefundId.parse(newId()), lines: [] });
    await apply(orderId, back(1));
    await assert.rejects(apply(orderId, back(3)), /more than was sold/);
    const after = await stock();
    assert.deepEqual([after.on_hand, after.sold], [free.on_hand - 2, free.sold + 2]);
    assert.deepEqual(await emittedEvents(orderId), [
      'stock.reserved',
      ...['stock.returned', 'stock.committed', 'stock.returned', 'stock.returned', 'stock.returned'],
    ]);
    const found = await Promise.all(
      stockInvariants.map(({ name, sql }) => store.database.query(sql(allRows)).then((rows) => [name, rows])),
    );
    assert.deepEqual(
      found.filter(([, rows]) => rows.length > 0),
      [],
    );
  });

  it('repeats the event for a duplicate command, without movements', async () => {
    const orderId = newOrderId();
    await apply(orderId, reserveCommand());
    await apply(orderId, { type: 'commit' });
    const sold = await stock();
    await apply(orderId, { type: 'commit' });
    assert.deepEqual(await stock(), sold);
    await apply(orderId, { type: 'release' });
    await apply(orderId, { type: 'release' });
    await apply(orderId, { type: 'commit' });
    assert.deepEqual(await emittedEvents(orderId), [
      'stock.reserved',
      'stock.committed',
      'stock.committed',
      'stock.released',
      'stock.released',
    ]);
    assert.equal((await stock()).sold, sold.sold - 2);
  });
});

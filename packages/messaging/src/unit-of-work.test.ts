import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Address } from '@mambogo/contracts/api/address.ts';
import { orderShipped } from '@mambogo/contracts/events/order-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { countRoundTrips } from '@mambogo/testing/count-round-trips.ts';
import {
  countRows,
  createMessagingDatabase,
  dialects,
  readNotes,
  writeNote,
} from '@mambogo/testing/messaging/messaging-database.ts';
import { committed, event, metadata, orderId } from '@mambogo/testing/messaging/test-events.ts';
import type { AddedRows } from './outbox/outbox-row.ts';
import { createTransactionRunner, type UnitOfWork } from './unit-of-work.ts';

test('an event with personal data does not compile', () => {
  const emit = (unit: UnitOfWork, orderId: OrderId, { name }: Address) =>
    // @ts-expect-error: a name in a field that takes text
    unit.emit(orderShipped, { orderId, carrier: name, trackingNumber: '1' });
  assert.equal(typeof emit, 'function');
});

const loseConnection = { postgres: 'select pg_terminate_backend(pg_backend_pid())', mysql: 'kill connection_id()' };

for (const dialect of dialects)
  describe(`a unit of work on ${dialect}`, async () => {
    const testDatabase = await createMessagingDatabase(dialect);
    after(() => testDatabase.drop());
    const handedOver: AddedRows[] = [];
    const runInTransaction = createTransactionRunner({
      database: testDatabase.database,
      source: 'shop-test',
      handOver: (added) => void handedOver.push(added),
    });

    test('commits state and events together, then hands the rows over to the relay', async () => {
      const order = orderId();
      let seen: number | undefined;
      const id = await runInTransaction(metadata, async (unit) => {
        await writeNote(unit.manager, 'kept');
        const { id } = unit.emit(event, committed(order));
        seen = handedOver.length;
        return id;
      });
      assert.equal(seen, 0);
      assert.equal(handedOver.length, 1);
      assert.deepEqual(
        handedOver[0]?.leased.map((row) => row.id),
        dialect === 'postgres' ? [id] : [],
      );
      assert.equal(handedOver[0]?.others, dialect === 'mysql');
      assert.deepEqual(await readNotes(testDatabase), ['kept']);
      assert.equal(
        await countRows(testDatabase, 'outbox', `id = '${id}' and message_key = '${order}' and published_at is null`),
        1,
      );
    });

    test('commits neither if the transaction fails at any point', async () => {
      const before = await countRows(testDatabase, 'outbox');
      const failing = [
        runInTransaction(metadata, async (unit) => {
          await writeNote(unit.manager, 'lost');
          unit.emit(event, committed(orderId()));
          throw new Error('changed my mind');
        }),
        runInTransaction(metadata, async (unit) => {
          await writeNote(unit.manager, 'lost');
          unit.emit(event, { ...committed(orderId()), note: 'unknown field' } as ReturnType<typeof committed>);
        }),
        runInTransaction(metadata, async (unit) => {
          await writeNote(unit.manager, 'lost');
          unit.emit(event, committed(orderId()));
          await unit.manager.query(loseConnection[dialect]).catch(() => undefined);
        }),
      ];
      for (const result of await Promise.allSettled(failing)) assert.equal(result.status, 'rejected');
      assert.deepEqual(await readNotes(testDatabase), ['kept']);
      assert.equal(await countRows(testDatabase, 'outbox'), before);
      assert.equal(handedOver.length, 1);
    });

    if (dialect === 'postgres')
      test('takes a round trip for its first statement, and one for its events and the commit', async () => {
        const roundTrips = countRoundTrips(testDatabase.database);
        await runInTransaction(metadata, async (unit) => {
          await unit.manager.query('select $1::int', [1]);
          for (const order of [orderId(), orderId()]) unit.emit(event, committed(order));
        });
        assert.equal(roundTrips(), 2);
        handedOver.pop();
      });

    test('hands nothing over if no event was emitted', async () => {
      await runInTransaction(metadata, (unit) => writeNote(unit.manager, 'quiet'));
      assert.equal(handedOver.length, 1);
    });

    test('keeps the order of events and gives each its own metadata', async () => {
      const orders = [orderId(), orderId(), orderId()];
      await runInTransaction(metadata, async (unit) => {
        for (const [n, order] of orders.entries())
          unit.withMetadata({ ...metadata, causationId: `event-${n}` }).emit(event, committed(order));
      });
      const rows = await testDatabase.database.query<{ message_key: string; envelope: unknown }[]>(
        `select message_key, envelope from outbox where message_key in (${orders.map((id) => `'${id}'`).join(',')}) order by seq`,
      );
      assert.deepEqual(
        rows.map((row) => row.message_key),
        orders,
      );
      const text = JSON.stringify(rows.map((row) => row.envelope));
      assert.deepEqual(text.match(/event-\d/g), ['event-0', 'event-1', 'event-2']);
    });
  });

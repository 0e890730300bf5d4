import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Envelope } from '@mambogo/contracts/events/event.ts';
import { orderDelivered } from '@mambogo/contracts/events/order-events.ts';
import { countRows, createMessagingDatabase, dialects } from '@mambogo/testing/messaging/messaging-database.ts';
import { recordingSidecar } from '@mambogo/testing/messaging/recording-sidecar.ts';
import { metadata, orderId } from '@mambogo/testing/messaging/test-events.ts';
import {
  countPending,
  createOutboxInstance,
  emitFor,
  publishedIds,
  skipOneMinute,
  wake,
} from '@mambogo/testing/messaging/test-outbox.ts';
import { until } from '@mambogo/testing/until.ts';
import { pino } from 'pino';
import { createTransactionRunner } from '../unit-of-work.ts';
import { outboxStoreOf } from './outbox.ts';
import { createRelay } from './relay.ts';

for (const dialect of dialects)
  describe(`the relay on ${dialect}`, async () => {
    const testDatabase = await createMessagingDatabase(dialect);
    after(() => testDatabase.drop());

    test('publishes committed rows in order, then marks them', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = createOutboxInstance(t, testDatabase, sidecar);
      const before = await emitFor(outbox, orderId(), orderId());
      outbox.relay.start();
      const later = await emitFor(outbox, orderId());
      await until('all are marked', async () => (await countPending(testDatabase)) === 0);
      assert.deepEqual(publishedIds(sidecar), [...before, ...later]);
      const sequences = sidecar.published.map(({ entry }) => Envelope.parse(entry.event).sequence ?? '');
      assert.deepEqual(sequences, sequences.toSorted());
      assert.equal(new Set(sequences).size, 3);
      assert.match(sequences[0] ?? '', /^\d{19}$/);
      for (const { topic, entry } of sidecar.published) {
        assert.equal(topic, 'inventory.events');
        assert.equal(entry.contentType, 'application/cloudevents+json');
        assert.equal(entry.metadata.partitionKey, Envelope.parse(entry.event).subject);
      }
    });

    test('publishes more than one batch in batches, still in order', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = createOutboxInstance(t, testDatabase, sidecar);
      const emitted = await emitFor(outbox, ...Array.from({ length: 450 }, orderId));
      outbox.relay.start();
      await until('all are marked', async () => (await countPending(testDatabase)) === 0);
      assert.deepEqual(publishedIds(sidecar), emitted);
      assert.ok(sidecar.calls >= 3);
    });

    test('a failed row holds back only its key; it is retried with back-off, then all are published in order', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = createOutboxInstance(t, testDatabase, sidecar);
      const [bad, good] = [orderId(), orderId()];
      sidecar.refusedKeys.add(bad);
      const [firstBad] = await emitFor(outbox, bad);
      outbox.relay.start();
      await until('the first has failed', async () => (await countRows(testDatabase, 'outbox', 'attempts = 1')) === 1);

      const [laterGood, laterBad] = await emitFor(outbox, good, bad);
      await until('the other key is out', async () => (await countPending(testDatabase)) === 2);
      assert.deepEqual(publishedIds(sidecar), [laterGood]);
      assert.equal(await countRows(testDatabase, 'outbox', `id = '${laterBad}' and attempts = 0`), 1);

      await skipOneMinute(testDatabase, dialect);
      wake(outbox);
      await until(
        'it has failed again',
        async () => (await countRows(testDatabase, 'outbox', `id = '${firstBad}' and attempts = 2`)) === 1,
      );
      const [row] = await testDatabase.database.query(
        dialect === 'postgres'
          ? `select extract(epoch from next_at - now())::float8 as pause from outbox where id = '${firstBad}'`
          : `select timestampdiff(microsecond, now(6), next_at) / 1e6 as pause from outbox where id = '${firstBad}'`,
      );
      assert.ok(row.pause > 1 && row.pause <= 2, `pauses ${row.pause} s`);

      sidecar.refusedKeys.clear();
      await skipOneMinute(testDatabase, dialect);
      wake(outbox);
      await until('all are out', async () => (await countPending(testDatabase)) === 0);
      assert.deepEqual(publishedIds(sidecar), [laterGood, firstBad, laterBad]);
    });

    test('a failed row holds back its key only in its own topic', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = createOutboxInstance(t, testDatabase, sidecar);
      const order = orderId();
      sidecar.refusedKeys.add(order);
      const [refused] = await emitFor(outbox, order);
      outbox.relay.start();
      await until('the first has failed', async () => (await countRows(testDatabase, 'outbox', 'attempts = 1')) === 1);
      sidecar.refusedKeys.clear();
      const other = await outbox.runInTransaction(
        metadata,
        async (unit) => unit.emit(orderDelivered, { orderId: order }).id,
      );
      await until('the other topic is out', async () => (await countPending(testDatabase)) === 1);
      assert.deepEqual(publishedIds(sidecar), [other]);
      assert.equal(await countRows(testDatabase, 'outbox', `id = '${refused}' and attempts = 1`), 1);
    });

    test('publishes rows committed during a publish right after it, without a poll', async (t) => {
      const sidecar = recordingSidecar();
      const relay = createRelay({
        sidecar,
        pubsub: 'events',
        logger: pino({ level: 'silent' }),
        store: { ...outboxStoreOf(testDatabase.database), hasPending: async () => false },
      });
      const runInTransaction = createTransactionRunner({
        database: testDatabase.database,
        source: 'shop-test',
        handOver: relay.handOver,
      });
      sidecar.beforePublish = async () => {
        sidecar.beforePublish = undefined;
        await emitFor({ runInTransaction }, orderId());
      };
      relay.start();
      t.after(() => relay.stop());
      await emitFor({ runInTransaction }, orderId());
      await until('both are marked', async () => (await countPending(testDatabase)) === 0);
      assert.equal(sidecar.published.length, 2);
    });

    test('retries a row that failed for days every minute', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = createOutboxInstance(t, testDatabase, sidecar);
      const bad = orderId();
      sidecar.refusedKeys.add(bad);
      await emitFor(outbox, bad, orderId());
      await testDatabase.database.query(`update outbox set attempts = 5000 where message_key = '${bad}'`);
      outbox.relay.start();
      await until('it was tried', async () => (await countRows(testDatabase, 'outbox', 'attempts = 5001')) === 1);
      await until('the other is marked', async () => (await countPending(testDatabase)) === 1);
    });

    test('marks nothing while the sidecar is unavailable, and publishes all once it is back', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = createOutboxInstance(t, testDatabase, sidecar);
      sidecar.beforePublish = () => Promise.reject(new Error('connection refused'));
      const emitted = await emitFor(outbox, orderId(), orderId());
      outbox.relay.start();
      await until('both have failed', async () => (await countRows(testDatabase, 'outbox', 'attempts = 1')) === 2);
      assert.ok((await outbox.relay.backlog()).oldestSeconds > 0);
      sidecar.beforePublish = undefined;
      await skipOneMinute(testDatabase, dialect);
      wake(outbox);
      await until('all are out', async () => (await countPending(testDatabase)) === 0);
      assert.deepEqual(publishedIds(sidecar), emitted);
      assert.deepEqual(await outbox.relay.backlog(), { rows: 0, oldestSeconds: 0 });
    });

    test('publishes rows again if the response is lost', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = createOutboxInstance(t, testDatabase, sidecar);
      sidecar.beforeAnswer = async () => {
        sidecar.beforeAnswer = undefined;
        throw new Error('time-out');
      };
      const [id] = await emitFor(outbox, orderId());
      outbox.relay.start();
      await until('it has failed', async () => (await countRows(testDatabase, 'outbox', 'attempts = 1')) === 1);
      await skipOneMinute(testDatabase, dialect);
      wake(outbox);
      await until('it is marked', async () => (await countPending(testDatabase)) === 0);
      assert.deepEqual(publishedIds(sidecar), [id, id]);
    });

    test('publishes waiting rows when it is stopped', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = createOutboxInstance(t, testDatabase, sidecar);
      const emitted = await emitFor(outbox, orderId());
      await outbox.relay.stop();
      assert.deepEqual(publishedIds(sidecar), emitted);
      assert.equal(await countPending(testDatabase), 0);
    });
  });

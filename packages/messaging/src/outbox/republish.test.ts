import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { domainEvent } from '@mambogo/contracts/events/event.ts';
import { countRows, createMessagingDatabase, dialects } from '@mambogo/testing/messaging/messaging-database.ts';
import { recordingSidecar } from '@mambogo/testing/messaging/recording-sidecar.ts';
import { committed, event, orderId } from '@mambogo/testing/messaging/test-events.ts';
import {
  countPending,
  createOutboxInstance,
  daysAgo,
  emitFor,
  publishedIds,
} from '@mambogo/testing/messaging/test-outbox.ts';
import { until } from '@mambogo/testing/until.ts';
import { pino } from 'pino';
import { republishOnce } from '../republish-once.ts';
import { type Outbox, outboxStoreOf } from './outbox.ts';
import { republish, retainedKeys, type Snapshots } from './republish.ts';
import { createEpochWorker, observeEpochs } from './topic-epochs.ts';

const logger = pino({ level: 'silent' });

for (const dialect of dialects)
  describe(`republishing on ${dialect}`, async () => {
    const testDatabase = await createMessagingDatabase(dialect);
    after(() => testDatabase.drop());
    beforeEach(() => testDatabase.database.query('delete from topic_epoch'));

    async function publishing(t: { after(clean: () => Promise<void>): void }) {
      const sidecar = recordingSidecar();
      const outbox = createOutboxInstance(t, testDatabase, sidecar);
      outbox.relay.start();
      const emitting = async (...orders: ReturnType<typeof orderId>[]) => {
        const ids = await emitFor(outbox, ...orders);
        await until('it is published', async () => (await countPending(testDatabase)) === 0);
        return ids;
      };
      return { sidecar, outbox, emitting };
    }
    const settingsOf = ({ runInTransaction }: Outbox, snapshots?: Snapshots) => ({
      database: testDatabase.database,
      runInTransaction,
      service: 'inventory',
      logger,
      snapshots,
    });
    const times = (sidecar: ReturnType<typeof recordingSidecar>, id: string | undefined) =>
      publishedIds(sidecar).filter((one) => one === id).length;

    test('republishes rows committed since a time, with the same ids', async (t) => {
      const { sidecar, outbox, emitting } = await publishing(t);
      const [early] = await emitting(orderId());
      await testDatabase.database.query(`update outbox set created_at = ${daysAgo(dialect, 2)}`);
      const [late] = await emitting(orderId());
      const yesterday = new Date(Date.now() - 86_400_000);
      assert.deepEqual(await republish(settingsOf(outbox), { since: yesterday }), { events: 1, snapshots: 0 });
      await until(
        'it is published again',
        async () => times(sidecar, late) === 2 && (await countPending(testDatabase)) === 0,
      );
      assert.equal(times(sidecar, early), 1);
      assert.equal((await republish(settingsOf(outbox))).events, 2, 'without a time it is all');
      await until('all is published again', async () => (await countPending(testDatabase)) === 0);
      assert.deepEqual([times(sidecar, early), times(sidecar, late)], [2, 3]);
    });

    test('republishes rows that a relay is publishing at that time too', async (t) => {
      const outbox = createOutboxInstance(t, testDatabase, recordingSidecar());
      await testDatabase.database.query('delete from outbox');
      await emitFor(outbox, orderId());
      const store = outboxStoreOf(testDatabase.database);
      t.after(() => store.close());
      const [selected, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const tick = store.withRelayLock(async ({ select, markPublished }) => {
        const rows = await select(10);
        selected.resolve();
        await finish.promise;
        await markPublished(rows.map(({ seq }) => seq));
      });
      await selected.promise;
      const again = republish(settingsOf(outbox));
      const first = await Promise.race([
        again.then(() => 'republish'),
        testDatabase.database.query('select 1').then(() => 'turn'),
      ]);
      assert.equal(first, 'turn', 'it waits for the turn');
      finish.resolve();
      await tick;
      assert.deepEqual(await again, { events: 1, snapshots: 0 });
      assert.equal(await countPending(testDatabase), 1);
    });

    test('republishes the retained rows of a recreated topic once', async (t) => {
      const { sidecar, outbox, emitting } = await publishing(t);
      const [id] = await emitting(orderId());
      const observe = (epoch: string) =>
        observeEpochs(settingsOf(outbox), {
          ids: { 'inventory.events': epoch, 'order.events': `${epoch} of another service` },
        });
      await observe('first');
      await observe('first');
      assert.equal(await countPending(testDatabase), 0, 'the first id seen is only stored');
      await observe('second');
      await until(
        'it is published again',
        async () => times(sidecar, id) === 2 && (await countPending(testDatabase)) === 0,
      );
      await observe('second');
      assert.equal(await countPending(testDatabase), 0);
      assert.equal(await countRows(testDatabase, 'topic_epoch', `epoch = 'second'`), 1);
      assert.equal(await countRows(testDatabase, 'topic_epoch'), 1, 'topics of others are theirs to publish again');
    });

    test('reads topic ids from a file whenever it changes', async (t) => {
      const { sidecar, outbox, emitting } = await publishing(t);
      const folder = mkdtempSync(join(tmpdir(), 'epochs-'));
      t.after(() => rmSync(folder, { recursive: true }));
      const file = join(folder, 'topic-epochs.json');
      const worker = createEpochWorker(settingsOf(outbox), file);
      worker.start();
      t.after(() => worker.stop());
      const [id] = await emitting(orderId());
      writeFileSync(file, '{"ids": {"inventory.events": "first"}}');
      await until('the first id is remembered', async () => (await countRows(testDatabase, 'topic_epoch')) === 1);
      assert.equal(times(sidecar, id), 1);
      writeFileSync(file, '{"ids": {"inventory.events": "second"}}');
      await until(
        'it is published again',
        async () => times(sidecar, id) === 2 && (await countPending(testDatabase)) === 0,
      );
    });

    test('republishes rows published shortly before an unclean stop once', async (t) => {
      const { sidecar, outbox, emitting } = await publishing(t);
      const [early] = await emitting(orderId());
      await testDatabase.database.query(`update outbox set published_at = ${daysAgo(dialect, 1)}`);
      const [late] = await emitting(orderId());
      const tailLostSince = new Date(Date.now() - 60_000).toISOString();
      for (let n = 0; n < 2; n++) {
        await observeEpochs(settingsOf(outbox), { ids: { 'inventory.events': 'first' }, tailLostSince });
        await until('it is published', async () => (await countPending(testDatabase)) === 0);
      }
      assert.deepEqual([times(sidecar, early), times(sidecar, late)], [1, 2]);
    });

    test('emits snapshots of aggregates of which the outbox retains nothing', async (t) => {
      const { sidecar, outbox, emitting } = await publishing(t);
      const [keptOrder, forgotten] = [orderId(), orderId()];
      await emitting(keptOrder);
      const snapshots: Snapshots = async function* (manager) {
        const retained = await retainedKeys(manager, event);
        yield [keptOrder, forgotten].filter((id) => !retained.has(id)).map((id) => domainEvent(event, committed(id)));
      };
      await observeEpochs(settingsOf(outbox, snapshots), { ids: { 'inventory.events': 'first' } });
      await observeEpochs(settingsOf(outbox, snapshots), { ids: { 'inventory.events': 'second' } });
      const keys = () => sidecar.published.map(({ entry }) => entry.metadata.partitionKey);
      await until('both are published', async () => keys().length === 3 && (await countPending(testDatabase)) === 0);
      assert.deepEqual(keys().sort(), [keptOrder, keptOrder, forgotten].sort());
    });

    test('rejects an invalid time with a readable message', async () => {
      const task = { database: testDatabase.database, service: 'inventory', source: 'shop-inventory', logger };
      await assert.rejects(republishOnce(task, ['--since', 'yesterday']), /yesterday is not a valid time/);
    });
  });

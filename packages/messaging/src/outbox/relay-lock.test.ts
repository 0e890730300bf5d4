import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createMessagingDatabase, dialects } from '@mambogo/testing/messaging/messaging-database.ts';
import { recordingSidecar } from '@mambogo/testing/messaging/recording-sidecar.ts';
import { orderId } from '@mambogo/testing/messaging/test-events.ts';
import {
  countPending,
  createOutboxInstance,
  emitFor,
  emitWithoutRelay,
  publishedIds,
} from '@mambogo/testing/messaging/test-outbox.ts';
import { until } from '@mambogo/testing/until.ts';
import { pino } from 'pino';
import { mysqlOutboxStore } from './mysql-outbox-store.ts';
import { postgresOutboxStore } from './postgres-outbox-store.ts';
import { createRelay } from './relay.ts';

const stores = { postgres: postgresOutboxStore, mysql: mysqlOutboxStore };

for (const dialect of dialects)
  describe(`relays that share an outbox on ${dialect}`, async () => {
    const testDatabase = await createMessagingDatabase(dialect);
    after(() => testDatabase.drop());

    test('a relay publishes nothing from the table while another holds the lock, and starts as soon as it is released', async (t) => {
      const [one, two] = [recordingSidecar(), recordingSidecar()];
      const gate = Promise.withResolvers<void>();
      t.after(() => gate.resolve());
      const first = createOutboxInstance(t, testDatabase, one);
      one.beforeAnswer = () => gate.promise;
      const [a] = await emitWithoutRelay(testDatabase, orderId());
      first.relay.start();
      await until('the first relay is publishing', () => one.calls === 1);

      const store = stores[dialect](await testDatabase.connect());
      let refused = 0;
      const second = createRelay({
        sidecar: two,
        pubsub: 'events',
        logger: pino({ level: 'silent' }),
        store: {
          ...store,
          async withRelayLock(body) {
            const acquired = await store.withRelayLock(body);
            if (!acquired) refused += 1;
            return acquired;
          },
        },
      });
      t.after(() => second.stop());
      second.start();
      const [b] = await emitWithoutRelay(testDatabase, orderId());
      second.handOver({ leased: [], others: true });
      await until('the second relay has asked for the turn again and again', () => refused > 10, 5_000);
      assert.equal(two.calls, 0);
      gate.resolve();
      await until('all are out', async () => (await countPending(testDatabase)) === 0);
      assert.deepEqual([...publishedIds(one), ...publishedIds(two)], [a, b]);
    });

    test('two relays under load publish every row once', async (t) => {
      const [one, two] = [recordingSidecar(), recordingSidecar()];
      const first = createOutboxInstance(t, testDatabase, one);
      const second = createOutboxInstance(t, testDatabase, two, await testDatabase.connect());
      first.relay.start();
      second.relay.start();
      const emitted = await Promise.all(
        Array.from({ length: 40 }, (_, n) => emitFor(n % 2 ? first : second, orderId(), orderId())),
      );
      await until('all are out', async () => (await countPending(testDatabase)) === 0);
      assert.deepEqual([...publishedIds(one), ...publishedIds(two)].sort(), emitted.flat().sort());
    });
  });

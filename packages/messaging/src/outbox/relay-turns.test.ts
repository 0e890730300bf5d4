import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { until } from '@mambogo/service/testing/until.ts';
import { pino } from 'pino';
import { orderId } from '../testing/facts.ts';
import { createMessagingDatabase, dialects } from '../testing/messaging-database.ts';
import { instance, published, say, waiting } from '../testing/outbox-under-test.ts';
import { recordingSidecar } from '../testing/recording-sidecar.ts';
import { mysqlOutboxStore } from './mysql-outbox-store.ts';
import { postgresOutboxStore } from './postgres-outbox-store.ts';
import { createRelay } from './relay.ts';

const stores = { postgres: postgresOutboxStore, mysql: mysqlOutboxStore };

for (const dialect of dialects)
  describe(`relays that share an outbox on ${dialect}`, async () => {
    const own = await createMessagingDatabase(dialect);
    after(() => own.drop());

    test('while one relay has the turn another publishes nothing, and does so as soon as it can', async (t) => {
      const [one, two] = [recordingSidecar(), recordingSidecar()];
      const gate = Promise.withResolvers<void>();
      t.after(() => gate.resolve());
      const first = instance(t, own, one);
      one.beforeAnswer = () => gate.promise;
      const [a] = await say(first, orderId());
      first.relay.start();
      await until('the first relay is publishing', () => one.calls === 1);

      const store = stores[dialect](await own.connect());
      let refused = 0;
      const second = createRelay({
        sidecar: two,
        pubsub: 'events',
        logger: pino({ level: 'silent' }),
        store: {
          ...store,
          async withTurn(body) {
            const mine = await store.withTurn(body);
            if (!mine) refused += 1;
            return mine;
          },
        },
      });
      t.after(() => second.stop());
      second.start();
      const [b] = await say(first, orderId());
      second.wake();
      await until('the second relay has asked for the turn again and again', () => refused > 10, 5_000);
      assert.equal(two.calls, 0);
      gate.resolve();
      await until('all are out', async () => (await waiting(own)) === 0);
      assert.deepEqual([...published(one), ...published(two)], [a, b]);
    });

    test('two relays under load publish every row once', async (t) => {
      const [one, two] = [recordingSidecar(), recordingSidecar()];
      const first = instance(t, own, one);
      const second = instance(t, own, two, await own.connect());
      first.relay.start();
      second.relay.start();
      const said = await Promise.all(
        Array.from({ length: 40 }, (_, n) => say(n % 2 ? first : second, orderId(), orderId())),
      );
      await until('all are out', async () => (await waiting(own)) === 0);
      assert.deepEqual([...published(one), ...published(two)].sort(), said.flat().sort());
    });
  });

import assert from 'node:assert/strict';
import { after, describe, type TestContext, test } from 'node:test';
import { Envelope } from '@mambogo/contracts/events/event.ts';
import { newId, type OrderId } from '@mambogo/contracts/ids.ts';
import type { TestDatabase } from '@mambogo/service/testing/test-database.ts';
import { until } from '@mambogo/service/testing/until.ts';
import { pino } from 'pino';
import { cause, committed, event, orderId } from '../testing/facts.ts';
import { count, createMessagingDatabase, dialects } from '../testing/messaging-database.ts';
import { type RecordingSidecar, recordingSidecar } from '../testing/recording-sidecar.ts';
import { mysqlOutboxStore } from './mysql-outbox-store.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { postgresOutboxStore } from './postgres-outbox-store.ts';
import { createRelay } from './relay.ts';

/** Seconds, as if they had passed for the rows that wait for their next try. */
const pass = { postgres: `next_at - interval '1 minute'`, mysql: 'next_at - interval 1 minute' };
const daysAgo = {
  postgres: (days: number) => `now() - interval '${days} days'`,
  mysql: (days: number) => `now(6) - interval ${days} day`,
};

const stores = { postgres: postgresOutboxStore, mysql: mysqlOutboxStore };

for (const dialect of dialects)
  describe(`the relay on ${dialect}`, async () => {
    const own = await createMessagingDatabase(dialect);
    after(() => own.drop());

    /** An outbox with its relay, as an instance of a service has; the relay stops with the test and leaves no row behind. */
    function instance(t: TestContext, sidecar: RecordingSidecar, database = own.database): Outbox {
      const logger = pino({ level: 'silent' });
      const outbox = createOutbox({ database, sidecar, pubsub: 'events', source: 'shop-test', logger });
      t.after(async () => {
        sidecar.refusedKeys.clear();
        sidecar.beforeAnswer = undefined;
        sidecar.beforePublish = undefined;
        await outbox.relay.stop();
        await own.database.query('delete from outbox');
      });
      return outbox;
    }
    const say = ({ work }: Outbox, ...orders: OrderId[]) =>
      work(cause, async (unit) => orders.map((order) => unit.emit(event, committed(order)).id));
    const timePasses = () =>
      own.database.query(
        `update outbox set next_at = ${pass[dialect]} where next_at is not null and published_at is null`,
      );

    test('what was committed is published in its order, then marked', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = instance(t, sidecar);
      const before = await say(outbox, orderId(), orderId());
      outbox.relay.start();
      const later = await say(outbox, orderId());
      await until('all are marked', async () => (await waiting(own)) === 0);
      assert.deepEqual(ids(sidecar), [...before, ...later]);
      for (const { topic, entry } of sidecar.published) {
        assert.equal(topic, 'inventory.events');
        assert.equal(entry.contentType, 'application/cloudevents+json');
        assert.equal(entry.metadata.partitionKey, Envelope.parse(entry.event).subject);
      }
    });

    test('more than a turn holds goes out in turns, still in order', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = instance(t, sidecar);
      const said = await say(outbox, ...Array.from({ length: 450 }, orderId));
      outbox.relay.start();
      await until('all are marked', async () => (await waiting(own)) === 0);
      assert.deepEqual(ids(sidecar), said);
      assert.ok(sidecar.calls >= 3);
    });

    test('a failed row holds back its key and no other; it is tried again, later each time, then all come in order', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = instance(t, sidecar);
      const [bad, good] = [orderId(), orderId()];
      sidecar.refusedKeys.add(bad);
      const [firstBad] = await say(outbox, bad);
      outbox.relay.start();
      await until('the first has failed', async () => (await count(own, 'outbox', 'attempts = 1')) === 1);

      const [laterGood, laterBad] = await say(outbox, good, bad);
      await until('the other key is out', async () => (await waiting(own)) === 2);
      assert.deepEqual(ids(sidecar), [laterGood]);
      assert.equal(await count(own, 'outbox', `id = '${laterBad}' and attempts = 0`), 1);

      await timePasses();
      outbox.relay.wake();
      await until(
        'it has failed again',
        async () => (await count(own, 'outbox', `id = '${firstBad}' and attempts = 2`)) === 1,
      );
      const [row] = await own.database.query(
        dialect === 'postgres'
          ? `select extract(epoch from next_at - now())::float8 as pause from outbox where id = '${firstBad}'`
          : `select timestampdiff(microsecond, now(6), next_at) / 1e6 as pause from outbox where id = '${firstBad}'`,
      );
      assert.ok(row.pause > 1 && row.pause <= 2, `pauses ${row.pause} s`);

      sidecar.refusedKeys.clear();
      await timePasses();
      outbox.relay.wake();
      await until('all are out', async () => (await waiting(own)) === 0);
      assert.deepEqual(ids(sidecar), [laterGood, firstBad, laterBad]);
    });

    test('a row that failed for days is still tried every minute', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = instance(t, sidecar);
      const bad = orderId();
      sidecar.refusedKeys.add(bad);
      await say(outbox, bad, orderId());
      await own.database.query(`update outbox set attempts = 5000 where message_key = '${bad}'`);
      outbox.relay.start();
      await until('it was tried', async () => (await count(own, 'outbox', 'attempts = 5001')) === 1);
      assert.equal(await waiting(own), 1);
    });

    test('when the sidecar is away nothing is marked, and all go out once it is back', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = instance(t, sidecar);
      sidecar.beforePublish = () => Promise.reject(new Error('connection refused'));
      const said = await say(outbox, orderId(), orderId());
      outbox.relay.start();
      await until('both have failed', async () => (await count(own, 'outbox', 'attempts = 1')) === 2);
      assert.ok((await outbox.relay.lagSeconds()) > 0);
      sidecar.beforePublish = undefined;
      await timePasses();
      outbox.relay.wake();
      await until('all are out', async () => (await waiting(own)) === 0);
      assert.deepEqual(ids(sidecar), said);
      assert.equal(await outbox.relay.lagSeconds(), 0);
    });

    test('when the answer is lost, what it was about is published again', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = instance(t, sidecar);
      sidecar.beforeAnswer = async () => {
        sidecar.beforeAnswer = undefined;
        throw new Error('time-out');
      };
      const [id] = await say(outbox, orderId());
      outbox.relay.start();
      await until('it has failed', async () => (await count(own, 'outbox', 'attempts = 1')) === 1);
      await timePasses();
      outbox.relay.wake();
      await until('it is marked', async () => (await waiting(own)) === 0);
      assert.deepEqual(ids(sidecar), [id, id]);
    });

    test('while one relay has the turn another publishes nothing, and does so as soon as it can', async (t) => {
      const [one, two] = [recordingSidecar(), recordingSidecar()];
      const gate = Promise.withResolvers<void>();
      t.after(() => gate.resolve());
      const first = instance(t, one);
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
      assert.deepEqual([...ids(one), ...ids(two)], [a, b]);
    });

    test('two relays under load publish every row once', async (t) => {
      const [one, two] = [recordingSidecar(), recordingSidecar()];
      const first = instance(t, one);
      const second = instance(t, two, await own.connect());
      first.relay.start();
      second.relay.start();
      const said = await Promise.all(
        Array.from({ length: 40 }, (_, n) => say(n % 2 ? first : second, orderId(), orderId())),
      );
      await until('all are out', async () => (await waiting(own)) === 0);
      assert.deepEqual([...ids(one), ...ids(two)].sort(), said.flat().sort());
    });

    test('stopping publishes what is there', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = instance(t, sidecar);
      const said = await say(outbox, orderId());
      await outbox.relay.stop();
      assert.deepEqual(ids(sidecar), said);
      assert.equal(await waiting(own), 0);
    });

    test('what is old is cleared away: published rows after 7 days, the inbox after 120, never what waits', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = instance(t, sidecar);
      const ago = daysAgo[dialect];
      const [old, recent, stuck] = [orderId(), orderId(), orderId()];
      await say(outbox, old, recent, stuck);
      await own.database.query(`update outbox set created_at = ${ago(30)}`);
      await own.database.query(`update outbox set published_at = ${ago(8)} where message_key = '${old}'`);
      await own.database.query(`update outbox set published_at = ${ago(6)} where message_key = '${recent}'`);
      for (const days of [121, 119]) {
        await own.database.query(
          `insert into inbox (consumer, event_id, received_at) values ('test', '${newId()}', ${ago(days)})`,
        );
        await own.database.query(
          `insert into delivery_failure (consumer, event_id, kind, error, failed_at)
           values ('test', '${newId()}', 'transient', '', ${ago(days)})`,
        );
      }
      sidecar.refusedKeys.add(stuck);
      outbox.relay.start();
      await until('the old row is gone', async () => (await count(own, 'outbox', `message_key = '${old}'`)) === 0);
      await until('one inbox row is gone', async () => (await count(own, 'inbox')) === 1);
      await until('one failure is gone', async () => (await count(own, 'delivery_failure')) === 1);
      assert.equal(await count(own, 'outbox'), 2);
    });
  });

const ids = ({ published }: RecordingSidecar): string[] => published.map(({ entry }) => entry.entryId);
const waiting = (own: TestDatabase): Promise<number> => count(own, 'outbox', 'published_at is null');

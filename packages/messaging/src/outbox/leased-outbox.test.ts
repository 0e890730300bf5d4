import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { postgresLeaseLock } from '@mambogo/contracts/events/relay-lock.ts';
import { countRows, createMessagingDatabase } from '@mambogo/testing/messaging/messaging-database.ts';
import { recordingSidecar } from '@mambogo/testing/messaging/recording-sidecar.ts';
import { committed, event, metadata, orderId } from '@mambogo/testing/messaging/test-events.ts';
import {
  countPending,
  createOutboxInstance,
  emitFor,
  emitWithoutRelay,
  publishedIds,
} from '@mambogo/testing/messaging/test-outbox.ts';
import { until } from '@mambogo/testing/until.ts';
import { createIntegrationEvent } from '../integration-event.ts';
import { addToOutbox } from './add-to-outbox.ts';
import { outboxStoreOf } from './outbox.ts';
import { leaseSeconds } from './outbox-row.ts';
import { republish } from './republish.ts';

describe('leased rows on postgres', async () => {
  const testDatabase = await createMessagingDatabase('postgres');
  after(() => testDatabase.drop());
  const { database } = testDatabase;
  const endLeases = () =>
    database.query(
      `update outbox set next_at = next_at - interval '${leaseSeconds} seconds' where published_at is null`,
    );
  const instance = async (t: Parameters<typeof createOutboxInstance>[0]) => {
    const sidecar = recordingSidecar();
    return { sidecar, ...createOutboxInstance(t, testDatabase, sidecar, await testDatabase.connect()) };
  };
  const store = outboxStoreOf(database);
  const rowsOfTable = async () => {
    const found: string[] = [];
    await store.withRelayLock(async ({ select }) => void found.push(...(await select(100)).map(({ id }) => id)));
    return found;
  };

  test('rows are published while another relay holds the lock, and marked in one statement', async (t) => {
    const { sidecar, relay, runInTransaction } = await instance(t);
    relay.start();
    const released = Promise.withResolvers<void>();
    const held = store.withRelayLock(() => released.promise);
    const ids = [
      ...(await emitFor({ runInTransaction }, orderId())),
      ...(await emitFor({ runInTransaction }, orderId())),
    ];
    await until('they are marked', async () => (await countPending(testDatabase)) === 0);
    assert.deepEqual(publishedIds(sidecar), ids);
    const times = await database.query<unknown[]>('select distinct published_at from outbox');
    assert.equal(times.length, 1);
    released.resolve();
    await held;
  });

  test('what is committed during a publish is published together', async (t) => {
    const { sidecar, relay, runInTransaction } = await instance(t);
    sidecar.beforePublish = async () => {
      sidecar.beforePublish = undefined;
      for (let n = 0; n < 3; n += 1) await emitFor({ runInTransaction }, orderId());
    };
    relay.start();
    await emitFor({ runInTransaction }, orderId());
    await until('they are marked', async () => (await countPending(testDatabase)) === 0);
    assert.equal(sidecar.published.length, 4);
    assert.equal(sidecar.calls, 2);
  });

  test('rows of a dead instance are published when their lease is over, with those that waited for them', async (t) => {
    const [dead, alive] = [await instance(t), await instance(t)];
    const order = orderId();
    const [first] = await emitFor(dead, order);
    const [second] = await emitFor(alive, order);
    const [other] = await emitFor(alive, orderId());
    alive.relay.start();
    await until('the other key is published', () => alive.sidecar.published.length > 0);
    await until(
      'the second row is released',
      async () => (await countRows(testDatabase, 'outbox', 'next_at is null')) === 1,
    );
    assert.deepEqual(await rowsOfTable(), []);
    assert.deepEqual(publishedIds(alive.sidecar), [other]);
    await endLeases();
    await until('all are marked', async () => (await countPending(testDatabase)) === 0);
    assert.deepEqual(publishedIds(alive.sidecar), [other, first, second]);
  });

  test('a row after one of another instance is published as soon as that is marked', async (t) => {
    const [one, two] = [await instance(t), await instance(t)];
    const order = orderId();
    const [first] = await emitFor(one, order);
    const [second] = await emitFor(two, order);
    two.relay.start();
    await until('it is released', async () => (await countRows(testDatabase, 'outbox', 'next_at is null')) === 1);
    one.relay.start();
    await until('both are marked', async () => (await countPending(testDatabase)) === 0);
    assert.deepEqual([publishedIds(one.sidecar), publishedIds(two.sidecar)].flat().sort(), [first, second].sort());
    assert.ok(publishedIds(one.sidecar).includes(first ?? ''));
  });

  test('a row after one that no relay has yet waits for it', async (t) => {
    const { sidecar, relay, runInTransaction } = await instance(t);
    const order = orderId();
    const [first] = await emitWithoutRelay(testDatabase, order);
    const [second] = await emitFor({ runInTransaction }, order);
    relay.start();
    await until('both are marked', async () => (await countPending(testDatabase)) === 0);
    assert.deepEqual(publishedIds(sidecar), [first, second]);
  });

  test('while a backup holds the lock of leases, rows are left to the table', async (t) => {
    const { sidecar, relay, runInTransaction } = await instance(t);
    const order = orderId();
    let ids: string[] = [];
    await database.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [postgresLeaseLock]);
      ids = await emitFor({ runInTransaction }, order);
      assert.deepEqual(await rowsOfTable(), ids);
    });
    ids.push(...(await emitFor({ runInTransaction }, order)));
    relay.start();
    await until('both are marked', async () => (await countPending(testDatabase)) === 0);
    assert.deepEqual(publishedIds(sidecar), ids);
  });

  test('a backup gets the lock of leases when transactions that inserted leased rows have ended', async (t) => {
    t.after(() => database.query('delete from outbox'));
    const acquire = async () => {
      const [row] = await database.query(`select pg_try_advisory_xact_lock(${postgresLeaseLock}) as acquired`);
      return row.acquired;
    };
    await database.transaction(async (manager) => {
      await addToOutbox(manager, [createIntegrationEvent('shop-test', event, committed(orderId()), metadata)], true);
      await manager.query('select 1');
      assert.equal(await acquire(), false);
    });
    assert.equal(await acquire(), true);
  });

  test('a row that is republished before it was marked is published again', async (t) => {
    const { sidecar, relay, runInTransaction } = await instance(t);
    sidecar.beforeAnswer = async () => {
      sidecar.beforeAnswer = undefined;
      const { events } = await republish(
        { database, runInTransaction, service: 'inventory' },
        { topics: ['inventory.events'], publishedSince: new Date() },
      );
      assert.equal(events, 1);
    };
    relay.start();
    const [id] = await emitFor({ runInTransaction }, orderId());
    await until('it is marked', async () => (await countPending(testDatabase)) === 0);
    assert.deepEqual(publishedIds(sidecar), [id, id]);
  });

  test('a mark that cannot be stored is stored later', async (t) => {
    const { sidecar, relay, runInTransaction } = await instance(t);
    relay.start();
    await database.query(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
       create trigger refuse before update on outbox for each row execute function refuse()`,
    );
    const [id] = await emitFor({ runInTransaction }, orderId());
    await until('it is published', () => sidecar.published.length === 1);
    await emitFor({ runInTransaction }, orderId());
    await until('the next is published', () => sidecar.published.length === 2);
    await database.query('drop trigger refuse on outbox; drop function refuse');
    await until('both are marked', async () => (await countPending(testDatabase)) === 0);
    assert.deepEqual(publishedIds(sidecar).slice(0, 1), [id]);
    assert.equal(sidecar.published.length, 2);
  });
});

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { currentTrace, startTrace } from '@mambogo/service/telemetry/trace.ts';
import { countRoundTrips } from '@mambogo/testing/count-round-trips.ts';
import {
  countRows,
  createMessagingDatabase,
  dialects,
  readNotes,
  writeNote,
} from '@mambogo/testing/messaging/messaging-database.ts';
import { delivery, envelope, event, laterType, metadata, orderId } from '@mambogo/testing/messaging/test-events.ts';
import { createTransactionRunner } from '../unit-of-work.ts';
import { on } from './delivery.ts';
import { recordFailures } from './delivery-failure.ts';
import { sqlInbox } from './sql-inbox.ts';

/** What the handler of these tests does with an order: rejects it, or writes a note. */
interface Context {
  readonly refused: Set<string>;
  readonly seen: (string | undefined)[];
}

for (const dialect of dialects)
  describe(`the inbox on ${dialect}`, async () => {
    const testDatabase = await createMessagingDatabase(dialect);
    after(() => testDatabase.drop());
    const context: Context = { refused: new Set(), seen: [] };
    let ignored = 0;

    const noteDown = on<typeof event, Context>(event, async ({ refused, seen }, runInTransaction, data) => {
      seen.push(currentTrace()?.traceId);
      await writeNote(runInTransaction.manager, data.orderId);
      runInTransaction.emit(event, data);
      if (refused.has(data.orderId)) throw new Error(`refused ${'x'.repeat(2_000)}`);
    });
    const inboxOf = (handler: typeof noteDown) =>
      sqlInbox({
        consumer: 'test',
        topic: event.topic,
        context,
        handlers: [handler],
        runInTransaction: createTransactionRunner({
          database: testDatabase.database,
          source: 'shop-test',
        }),
        recordFailure: recordFailures(testDatabase.database, 'test'),
        onIgnored: () => void ignored++,
      });
    const process = inboxOf(noteDown);
    const processTogether = inboxOf({ ...noteDown, independent: true });
    const notes = async (order: string) => (await readNotes(testDatabase)).filter((note) => note === order).length;

    test('handles an event and its emitted events once', async () => {
      const order = orderId();
      const message = envelope(order);
      assert.equal((await process([delivery(message)])).size, 0);
      assert.equal((await process([delivery(message)])).size, 0);
      assert.equal(await notes(order), 1);
      const [row] = await testDatabase.database.query(`select envelope from outbox where message_key = '${order}'`);
      const caused = typeof row.envelope === 'string' ? JSON.parse(row.envelope) : row.envelope;
      assert.equal(caused.causationid, message.id);
      assert.equal(caused.correlationid, metadata.correlationId);
    });

    if (dialect === 'postgres')
      test('claims an event together with the first statement of its handler', async () => {
        const message = envelope(orderId());
        const roundTrips = countRoundTrips(testDatabase.database);
        await process([delivery(message)]);
        assert.equal(roundTrips(), 2, 'begin, claim and note; outbox and commit');
        await process([delivery(envelope(orderId())), delivery(envelope(orderId())), delivery(envelope(orderId()))]);
        assert.equal(roundTrips(), 4, 'begin, claim and note; a note; a note; outbox and commit');
        await process([delivery(message)]);
        assert.equal(roundTrips(), 4, 'the same, which fails; rollback; begin and claim; commit');
      });

    if (dialect === 'postgres')
      test('handles independent events of a batch in two round trips, those of one subject one after another', async () => {
        const roundTrips = countRoundTrips(testDatabase.database);
        const orders = [orderId(), orderId(), orderId()];
        assert.equal((await processTogether(orders.map((order) => delivery(envelope(order))))).size, 0);
        assert.equal(roundTrips(), 2);
        for (const order of orders) assert.equal(await notes(order), 1);
        roundTrips();
        const [twice, once] = [orderId(), orderId()];
        const messages = [twice, once, twice].map((order) => envelope(order));
        assert.equal((await processTogether(messages.map((message) => delivery(message)))).size, 0);
        assert.equal(roundTrips(), 3);
        const rows = await testDatabase.database.query<{ envelope: { causationid: string } }[]>(
          `select envelope from outbox where message_key = '${twice}' order by seq`,
        );
        assert.deepEqual(
          rows.map((row) => row.envelope.causationid),
          [messages[0]?.id, messages[2]?.id],
        );
      });

    test('does not block independent events by a bad one of their batch', async () => {
      const orders = [orderId(), orderId(), orderId()];
      const [first, bad = '', last] = orders;
      context.refused.add(bad);
      const failed = await processTogether(orders.map((order, n) => delivery(envelope(order), `entry-${n}`)));
      assert.deepEqual([...failed.keys()], ['entry-1']);
      assert.deepEqual(await Promise.all([first, bad, last].map((order = '') => notes(order))), [1, 0, 1]);
    });

    test('handles an event that is in a batch twice once, whatever the case of its id', async () => {
      const order = orderId();
      const message = envelope(order);
      const shouted = { ...message, id: message.id.toUpperCase() };
      assert.equal((await process([delivery(shouted), delivery(message), delivery(message)])).size, 0);
      assert.equal(await notes(order), 1);
    });

    test('handles an event that two instances receive at the same time once', async () => {
      const order = orderId();
      const message = envelope(order);
      const failed = await Promise.all([1, 2, 3, 4].map(() => process([delivery(message)])));
      assert.ok(failed.some(({ size }) => size === 0));
      assert.equal(await notes(order), 1);
    });

    test('rolls back a failed handler including its inbox row, and does not block other events', async () => {
      const [first, bad, last] = [orderId(), orderId(), orderId()];
      const messages = [first, bad, last].map((order) => envelope(order));
      context.refused.add(bad);
      const failed = await process(messages.map((message, n) => delivery(message, `entry-${n}`)));
      assert.deepEqual([...failed.keys()], ['entry-1']);
      assert.deepEqual(await Promise.all([first, bad, last].map(notes)), [1, 0, 1]);
      assert.equal(await countRows(testDatabase, 'inbox', `event_id = '${messages[1]?.id}'`), 0);
      assert.equal(await countRows(testDatabase, 'outbox', `message_key = '${bad}'`), 0);

      context.refused.delete(bad);
      assert.equal((await process(messages.map((message) => delivery(message)))).size, 0);
      assert.deepEqual(await Promise.all([first, bad, last].map(notes)), [1, 1, 1]);
    });

    test('records the failure once per event, with a count', async () => {
      const bad = orderId();
      context.refused.add(bad);
      const message = envelope(bad);
      await process([delivery(message)]);
      await process([delivery(message)]);
      const [row] = await testDatabase.database.query(
        `select kind, error, deliveries from delivery_failure where consumer = 'test' and event_id = '${message.id}'`,
      );
      assert.equal(row.kind, 'transient');
      assert.equal(row.deliveries, 2);
      assert.match(row.error, /^Error: refused x+$/);
      assert.equal(row.error.length, 1_000);
    });

    test('fails only the unreadable event, as poison', async () => {
      const good = orderId();
      const wrong = {
        future: envelope(orderId(), { type: laterType }),
        'field missing': envelope(orderId(), { data: { orderId: orderId() } }),
        'field wrong': envelope(orderId(), { data: { orderId: 7, lines: [] } }),
        'no envelope': { hello: 'world' },
        'no object': 'garbage',
      };
      const entries = Object.entries(wrong).map(([name, message]) => delivery(message, name));
      const failed = await process([...entries, delivery(envelope(good), 'good')]);
      assert.deepEqual([...failed.keys()].sort(), Object.keys(wrong).sort());
      assert.equal(await notes(good), 1);
      const faultOf = async ({ id }: { id: string }) =>
        (await testDatabase.database.query(`select kind, error from delivery_failure where event_id = '${id}'`))[0];
      const wrongField = await faultOf(wrong['field wrong']);
      assert.equal(wrongField.kind, 'poison');
      assert.match(wrongField.error, /com\.mambogo\.stock\.committed\.v1: \/orderId/);
      const future = await faultOf(wrong.future);
      assert.equal(future.kind, 'poison');
      assert.match(future.error, /is a version this service does not know/);
    });

    test('acknowledges and counts a type without a handler, and ignores unknown fields', async () => {
      const order = orderId();
      const before = ignored;
      const failed = await process([
        delivery(envelope(orderId(), { type: 'com.mambogo.stock.forgotten.v1', data: { anything: true } })),
        delivery(envelope(order, { data: { orderId: order, lines: [], warehouse: 'north' } })),
      ]);
      assert.equal(failed.size, 0);
      assert.equal(ignored, before + 1);
      assert.equal(await notes(order), 1);
    });

    test("runs a handler in its own event's trace, whatever the batch", async () => {
      const traces = [startTrace('a').trace, startTrace('b').trace];
      context.seen.length = 0;
      await process(traces.map(({ traceparent }) => delivery(envelope(orderId(), { traceparent }))));
      assert.deepEqual(
        context.seen,
        traces.map(({ traceId }) => traceId),
      );
    });
  });

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { createApp } from '@mambogo/service/app.ts';
import { serve } from '@mambogo/service/testing/serve.ts';
import { pino } from 'pino';
import { mountConsumer } from '../mount-consumer.ts';
import { envelope, event, laterType, orderId } from '../testing/facts.ts';
import { createMessagingDatabase, dialects, readNotes, writeNote } from '../testing/messaging-database.ts';
import { createWork } from '../work.ts';
import { on } from './delivery.ts';

for (const dialect of dialects)
  describe(`dead letters on ${dialect}`, async () => {
    const own = await createMessagingDatabase(dialect);
    after(() => own.drop());
    const logger = pino({ level: 'silent' });
    const database = own.database;
    const stopping = new AbortController();
    let broken = true;
    const context = {
      name: 'test',
      logger,
      database,
      stopping,
      work: createWork({ database, source: 'shop-test', wake: () => undefined }),
    };
    const noteDown = on<typeof event, typeof context>(event, async (_context, work, data) => {
      if (broken) throw new Error('the printer is on fire');
      await writeNote(work.manager, data.orderId);
    });
    const fetch = await serve(
      { after: (fn) => after(fn) },
      createApp({
        logger,
        checkReady: async () => undefined,
        mount: (app) => mountConsumer(app, context, { 'inventory.events': [noteDown] }),
      }),
    );
    const post = async (path: string, body: unknown) => {
      const answer = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json() };
    };
    /** A dead letter as the sidecar hands it over: the raw message in an envelope of its own. */
    const bury = (payload: string) =>
      post('/dead-letters', { id: 'x', type: 'raw', data_base64: Buffer.from(payload).toString('base64') });
    const read = async (id: string) =>
      (
        await database.query(
          `select payload, kind, error, status from dead_letter where consumer = 'test' and id = '${id}'`,
        )
      )[0];

    test('an event that could not be handled is filed with the error its last delivery met', async () => {
      const message = envelope();
      const entries = [{ entryId: '1', event: message }];
      const delivered = await post('/events/inventory.events', { entries });
      assert.deepEqual(delivered.body, { statuses: [{ entryId: '1', status: 'RETRY' }] });
      const payload = JSON.stringify(message);
      assert.deepEqual(await bury(payload), { status: 200, body: { status: 'SUCCESS' } });
      assert.deepEqual(await read(message.id), {
        payload,
        kind: 'transient',
        error: 'Error: the printer is on fire',
        status: 'waiting',
      });
    });

    test('a letter that comes again is the same one', async () => {
      const message = JSON.stringify(envelope());
      await bury(message);
      await bury(message);
      const rows = await database.query(`select id from dead_letter where payload = ${quote(message)}`);
      assert.equal(rows.length, 1);
    });

    test('one whose failure nobody wrote down (the store was away) is transient', async () => {
      const message = envelope();
      await bury(JSON.stringify(message));
      const { kind, error } = await read(message.id);
      assert.equal(kind, 'transient');
      assert.equal(error, 'it was not handled in time');
    });

    test('poison is filed with what is wrong with it, even if it has no id or is not JSON', async () => {
      const future = envelope(orderId(), { type: laterType });
      await bury(JSON.stringify(future));
      assert.equal((await read(future.id)).kind, 'poison');
      assert.match((await read(future.id)).error, /does not know/);

      for (const payload of ['{"half": ', '{"hello":"wörld"}', '[]', '']) {
        assert.equal((await bury(payload)).status, 200);
        const row = await read(createHash('sha256').update(payload).digest('hex'));
        assert.equal(row.payload, payload);
        assert.equal(row.kind, 'poison');
      }
    });

    test('a message with a NUL in it is filed too', async () => {
      assert.equal((await bury('a\0b')).status, 200);
      assert.equal((await bury(JSON.stringify({ id: 'a\0b' }))).status, 200);
      const rows = await database.query(`select id from dead_letter where payload = 'a\uFFFDb'`);
      assert.equal(rows.length, 1);
    });

    test('the sidecar may also hand over the message as text or JSON', async () => {
      const [text, json] = [envelope(), envelope()];
      await post('/dead-letters', { id: 'x', data: JSON.stringify(text) });
      await post('/dead-letters', { id: 'x', data: json });
      assert.deepEqual(JSON.parse((await read(text.id)).payload), text);
      assert.deepEqual(JSON.parse((await read(json.id)).payload), json);
    });

    test('while the service stops, a delivery comes again and nothing is handled', async () => {
      broken = false;
      stopping.abort();
      const { body } = await post('/events/inventory.events', { entries: [{ entryId: '1', event: envelope() }] });
      assert.deepEqual(body, { statuses: [{ entryId: '1', status: 'RETRY' }] });
      assert.deepEqual(await readNotes(own), []);
    });
  });

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

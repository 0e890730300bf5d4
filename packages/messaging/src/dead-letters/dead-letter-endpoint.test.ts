import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { countRows, dialects, readNotes } from '@mambogo/testing/messaging/messaging-database.ts';
import { createTestConsumer } from '@mambogo/testing/messaging/test-consumer.ts';
import { envelope, laterType, orderId } from '@mambogo/testing/messaging/test-events.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

for (const dialect of dialects)
  describe(`filing dead letters on ${dialect}`, async () => {
    const {
      own: testDatabase,
      context,
      faults,
      letters,
      ask,
      deliver,
      deliverDeadLetter: bury,
    } = await createTestConsumer(dialect, { after });
    const onFire = async () => {
      throw new Error('the printer is on fire');
    };
    const find = async (id: string) => (await letters.find(id)) ?? assert.fail(`no letter ${id}`);

    test('an event that could not be handled is filed with what it is about and the error its last delivery met', async () => {
      faults.meet = onFire;
      const message = envelope();
      assert.deepEqual((await deliver(message)).body, { statuses: [{ entryId: '1', status: 'SUCCESS' }] });
      const payload = JSON.stringify(message);
      assert.deepEqual(await bury(payload), { status: 200, body: { status: 'SUCCESS' } }, 'a sidecar may file it too');
      const { filedAt, ...letter } = await find(message.id);
      assert.match(filedAt, /^\d{4}-.*T.*\.\d{3}Z$/);
      assert.deepEqual(JSON.parse(JSON.stringify(letter)), {
        id: message.id,
        type: message.type,
        subject: message.subject,
        kind: 'transient',
        error: 'Error: the printer is on fire',
        status: 'waiting',
        tries: 0,
        payload,
      });
    });

    test('a letter that comes again is the same one', async () => {
      const message = JSON.stringify(envelope());
      await bury(message);
      await bury(message);
      assert.equal(await countRows(testDatabase, 'dead_letter', `payload = '${message}'`), 1);
    });

    test('one whose failure nobody wrote down (the store was away) is transient', async () => {
      const message = envelope();
      await bury(JSON.stringify(message));
      const { kind, error } = await find(message.id);
      assert.deepEqual([kind, error], ['transient', 'it was not handled in time']);
    });

    test('poison is filed with what is wrong with it, even if it has no id or is not JSON', async () => {
      const future = envelope(orderId(), { type: laterType });
      await bury(JSON.stringify(future));
      assert.equal((await find(future.id)).kind, 'poison');
      assert.match((await find(future.id)).error, /does not know/);

      for (const payload of ['{"half": ', '{"hello":"wörld"}', '[]', '']) {
        assert.equal((await bury(payload)).status, 200);
        const letter = await find(digest(payload));
        assert.deepEqual([letter.payload, letter.kind], [payload, 'poison']);
      }
    });

    test('an id that can not be part of an address is replaced, and its error is found all the same', async () => {
      for (const id of ['a/b', 'naïve', '..', 'x'.repeat(65)]) {
        const message = { ...envelope(), id };
        await deliver(message);
        const payload = JSON.stringify(message);
        await bury(payload);
        const letter = await find(digest(payload));
        assert.match(letter.error, /not a CloudEvent of ours: \/id/);
        assert.equal(letter.type, message.type);
      }
    });

    test('ids that differ in case alone are of different letters', async () => {
      for (const id of ['Abc', 'aBC']) await bury(JSON.stringify({ id }));
      assert.deepEqual([(await find('Abc')).payload, (await find('aBC')).payload], ['{"id":"Abc"}', '{"id":"aBC"}']);
    });

    test('a message with a NUL in it is filed too', async () => {
      assert.equal((await bury('a\0b')).status, 200);
      assert.equal((await bury(JSON.stringify({ id: 'a\0b', type: 'a\0b' }))).status, 200);
      assert.equal((await find(digest('a\uFFFDb'))).payload, 'a\uFFFDb');
    });

    test('the sidecar may also hand over the message as text or JSON', async () => {
      const [text, json] = [envelope(), envelope()];
      await ask('POST', '/dead-letters', { id: 'x', data: JSON.stringify(text) });
      await ask('POST', '/dead-letters', { id: 'x', data: json });
      assert.deepEqual(JSON.parse((await find(text.id)).payload), text);
      assert.deepEqual(JSON.parse((await find(json.id)).payload), json);
    });

    test('one of which a copy was handled meanwhile waits for nothing', async () => {
      faults.meet = async () => undefined;
      const message = envelope();
      await deliver(message);
      await bury(JSON.stringify(message));
      const { status, settledBy } = await find(message.id);
      assert.deepEqual([status, settledBy], ['replayed', 'service:test']);
    });

    test('while the service stops, a delivery comes again and nothing is handled', async () => {
      context.stopping.abort();
      const message = envelope();
      assert.deepEqual((await deliver(message)).body, { statuses: [{ entryId: '1', status: 'RETRY' }] });
      assert.ok(!(await readNotes(testDatabase)).includes(message.subject));
    });
  });

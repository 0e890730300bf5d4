import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { countRows, dialects, readNotes } from '@mambogo/testing/messaging/messaging-database.ts';
import { createTestConsumer } from '@mambogo/testing/messaging/test-consumer.ts';
import { envelope, laterType, orderId } from '@mambogo/testing/messaging/test-events.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

for (const dialect of dialects)
  describe(`storing dead letters on ${dialect}`, async () => {
    const {
      own: testDatabase,
      context,
      faults,
      letters,
      ask,
      deliver,
      deliverDeadLetter,
    } = await createTestConsumer(dialect, { after });
    const onFire = async () => {
      throw new Error('the printer is on fire');
    };
    const find = async (id: string) => (await letters.find(id)) ?? assert.fail(`no letter ${id}`);

    test('stores an event that could not be handled with its type, subject and last delivery error', async () => {
      faults.meet = onFire;
      const message = envelope();
      assert.deepEqual((await deliver(message)).body, { statuses: [{ entryId: '1', status: 'SUCCESS' }] });
      const payload = JSON.stringify(message);
      assert.deepEqual(
        (await deliverDeadLetter(payload)).body,
        { status: 'SUCCESS' },
        'a sidecar may deliver it as a dead letter too',
      );
      const { filedAt, nextRetryAt, ...letter } = await find(message.id);
      for (const at of [filedAt, nextRetryAt]) assert.match(at ?? '', /^\d{4}-.*T.*\.\d{3}Z$/);
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

    test('stores a message that is delivered twice once', async () => {
      const message = JSON.stringify(envelope());
      await deliverDeadLetter(message);
      await deliverDeadLetter(message);
      assert.equal(await countRows(testDatabase, 'dead_letter', `payload = '${message}'`), 1);
    });

    test('treats a message without a recorded failure as transient (the store was unavailable)', async () => {
      const message = envelope();
      await deliverDeadLetter(JSON.stringify(message));
      const { kind, error } = await find(message.id);
      assert.deepEqual([kind, error], ['transient', 'it was not handled in time']);
    });

    test('stores poison with its error, even without an id or valid JSON', async () => {
      const future = envelope(orderId(), { type: laterType });
      await deliverDeadLetter(JSON.stringify(future));
      assert.equal((await find(future.id)).kind, 'poison');
      assert.match((await find(future.id)).error, /does not know/);

      for (const payload of ['{"half": ', '{"hello":"wörld"}', '[]', '']) {
        assert.equal((await deliverDeadLetter(payload)).status, 200);
        const letter = await find(digest(payload));
        assert.deepEqual([letter.payload, letter.kind], [payload, 'poison']);
      }
    });

    test('replaces an id that cannot be part of a URL and still finds its recorded error', async () => {
      for (const id of ['a/b', 'naïve', '..', 'x'.repeat(65)]) {
        const message = { ...envelope(), id };
        await deliver(message);
        const payload = JSON.stringify(message);
        await deliverDeadLetter(payload);
        const letter = await find(digest(payload));
        assert.match(letter.error, /not a valid CloudEvent of this shop: \/id/);
        assert.equal(letter.type, message.type);
      }
    });

    test('treats ids that differ only in case as different dead letters', async () => {
      for (const id of ['Abc', 'aBC']) await deliverDeadLetter(JSON.stringify({ id }));
      assert.deepEqual([(await find('Abc')).payload, (await find('aBC')).payload], ['{"id":"Abc"}', '{"id":"aBC"}']);
    });

    test('stores a message that contains a NUL', async () => {
      assert.equal((await deliverDeadLetter('a\0b')).status, 200);
      assert.equal((await deliverDeadLetter(JSON.stringify({ id: 'a\0b', type: 'a\0b' }))).status, 200);
      assert.equal((await find(digest('a\uFFFDb'))).payload, 'a\uFFFDb');
    });

    test('accepts the message as text or JSON', async () => {
      const [text, json] = [envelope(), envelope()];
      await ask('POST', '/dead-letters', { id: 'x', data: JSON.stringify(text) });
      await ask('POST', '/dead-letters', { id: 'x', data: json });
      assert.deepEqual(JSON.parse((await find(text.id)).payload), text);
      assert.deepEqual(JSON.parse((await find(json.id)).payload), json);
    });

    test('stores an event as replayed if a copy of it was already handled', async () => {
      faults.meet = async () => undefined;
      const message = envelope();
      await deliver(message);
      await deliverDeadLetter(JSON.stringify(message));
      const { status, settledBy } = await find(message.id);
      assert.deepEqual([status, settledBy], ['replayed', 'service:product']);
    });

    test('asks for redelivery and handles nothing while the service shuts down', async () => {
      context.stopping.abort();
      const message = envelope();
      assert.deepEqual((await deliver(message)).body, { statuses: [{ entryId: '1', status: 'RETRY' }] });
      assert.ok(!(await readNotes(testDatabase)).includes(message.subject));
    });
  });

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import {
  LocalDeadLetter,
  LocalDeadLetters,
  LocalDeadLetterWithPayload,
  listLocalDeadLetters,
} from '@mambogo/contracts/api/internal-dead-letters.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { dialects, readNotes } from '@mambogo/testing/messaging/messaging-database.ts';
import { createTestConsumer } from '@mambogo/testing/messaging/test-consumer.ts';
import { envelope, laterType, orderId } from '@mambogo/testing/messaging/test-events.ts';

const path = listLocalDeadLetters.path;

for (const dialect of dialects)
  describe(`the dead-letter routes on ${dialect}`, async () => {
    const { own: testDatabase, faults, ask, deliverDeadLetter } = await createTestConsumer(dialect, { after });
    const filed = async (message = envelope()) => {
      await deliverDeadLetter(JSON.stringify(message));
      return message;
    };
    const list = async (query: string) => LocalDeadLetters.parse((await ask('GET', `${path}?${query}`)).body).items;

    test('reject callers that are not merchants', async () => {
      assert.equal((await ask('GET', `${path}?size=1`, undefined, {})).status, 401);
      for (const [method, end] of [
        ['GET', '?size=1'],
        ['GET', '/x'],
        ['POST', '/x/replay'],
        ['POST', '/replay'],
      ] as const)
        assert.equal((await ask(method, path + end, undefined, { authorization: 'Bearer who.uli.user' })).status, 403);
    });

    test('list dead letters newest first, in pages, optionally by status', async () => {
      const messages = [await filed(), await filed(), await filed()];
      const all = await list('size=100');
      assert.deepEqual(all.map(({ id }) => id).sort(), messages.map(({ id }) => id).sort());
      const position = ({ filedAt, id }: LocalDeadLetter) => `${filedAt} ${id}`;
      assert.deepEqual(all.map(position), all.map(position).sort().reverse());

      const [first, second] = all;
      assert.ok(first && second);
      const from = `filedAt=${second.filedAt}&id=${second.id}`;
      assert.deepEqual(await list(`size=2&${from}`), all.slice(1));
      await ask('POST', `${path}/${second.id}/discard`, { reason: 'a test' });
      assert.deepEqual(
        (await list('size=100&status=discarded')).map(({ id }) => id),
        [second.id],
      );
      const waiting = await list(`size=100&status=waiting&${from}`);
      assert.deepEqual(
        waiting.map(({ id }) => id),
        all.slice(2).map(({ id }) => id),
      );
    });

    test('return one with its message', async () => {
      const message = await filed();
      const letter = LocalDeadLetterWithPayload.parse((await ask('GET', `${path}/${message.id}`)).body);
      assert.deepEqual(JSON.parse(letter.payload), message);
      assert.equal((await ask('GET', `${path}/unknown`)).status, 404);
    });

    test('replay one for the merchant: settled, or with its new error; 409 if it is not waiting', async () => {
      faults.meet = async () => {
        throw new Error('on fire');
      };
      const message = await filed();
      const replay = async () => ask('POST', `${path}/${message.id}/replay`);
      const failed = LocalDeadLetter.parse((await replay()).body);
      assert.deepEqual([failed.status, failed.tries, failed.error], ['waiting', 1, 'Error: on fire']);
      faults.meet = async () => undefined;
      const replayed = LocalDeadLetter.parse((await replay()).body);
      assert.deepEqual([replayed.status, replayed.settledBy], ['replayed', 'merchant:mia']);
      const refused = await replay();
      assert.equal(refused.status, 409);
      assert.match(ProblemBody.parse(refused.body).detail ?? '', /already replayed/);
      assert.equal((await ask('POST', `${path}/unknown/replay`)).status, 404);
    });

    test('discard one with a reason', async () => {
      const { id } = await filed();
      assert.equal((await ask('POST', `${path}/${id}/discard`, { reason: ' ' })).status, 400);
      const { status, reason, settledBy } = LocalDeadLetter.parse(
        (await ask('POST', `${path}/${id}/discard`, { reason: 'bought twice by a test' })).body,
      );
      assert.deepEqual([status, reason, settledBy], ['discarded', 'bought twice by a test', 'merchant:mia']);
      assert.equal((await ask('POST', `${path}/${id}/discard`, { reason: 'again' })).status, 409);
    });

    test('replay all that are waiting, oldest first, and count them', async () => {
      faults.meet = async () => undefined;
      await ask('POST', `${path}/replay`);
      const good = [await filed(), await filed()];
      const bad = await filed(envelope(orderId(), { type: laterType }));
      const before = (await readNotes(testDatabase)).length;
      assert.deepEqual((await ask('POST', `${path}/replay`)).body, { replayed: 2, failed: 1 });
      assert.deepEqual((await ask('POST', `${path}/replay`)).body, { replayed: 0, failed: 1 });
      assert.equal((await readNotes(testDatabase)).length, before + 2);
      const order = await testDatabase.database.query<{ message_key: string }[]>(
        'select message_key from outbox order by seq',
      );
      assert.deepEqual(
        order.slice(-2).map(({ message_key }) => message_key),
        good.map(({ subject }) => subject),
      );
      assert.equal((await list('size=1&status=waiting'))[0]?.id, bad.id);
    });
  });

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import {
  DeadLetter,
  DeadLetterPage,
  DeadLetterWithPayload,
  listDeadLetters,
} from '@mambogo/contracts/api/dead-letters.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { dialects, readNotes } from '@mambogo/testing/messaging/messaging-database.ts';
import { createTestConsumer } from '@mambogo/testing/messaging/test-consumer.ts';
import { envelope, laterType, orderId } from '@mambogo/testing/messaging/test-events.ts';

const all = listDeadLetters.path;
const path = `${all}/product`;

for (const dialect of dialects)
  describe(`the dead-letter routes on ${dialect}`, async () => {
    const { own: testDatabase, faults, ask, deliverDeadLetter } = await createTestConsumer(dialect, { after });
    const filed = async (message = envelope()) => {
      await deliverDeadLetter(JSON.stringify(message));
      return message;
    };
    const page = async (query: string) => DeadLetterPage.parse((await ask('GET', `${all}?${query}`)).body);
    const list = async (query: string) => (await page(query)).items;

    test('reject callers that are not merchants', async () => {
      assert.equal((await ask('GET', `${all}?size=1`, undefined, {})).status, 401);
      for (const [method, end] of [
        ['GET', '?size=1'],
        ['GET', '/product/x'],
        ['POST', '/product/x/replay'],
        ['POST', '/product/replay'],
      ] as const)
        assert.equal((await ask(method, all + end, undefined, { authorization: 'Bearer who.uli.user' })).status, 403);
    });

    test('list dead letters newest first, in pages, optionally by status', async () => {
      const messages = [await filed(), await filed(), await filed()];
      const listed = await list('size=100');
      assert.deepEqual(listed.map(({ id }) => id).sort(), messages.map(({ id }) => id).sort());
      const position = ({ filedAt, id }: DeadLetter) => `${filedAt} ${id}`;
      assert.deepEqual(listed.map(position), listed.map(position).sort().reverse());
      assert.ok(listed.every(({ service }) => service === 'product'));

      const [first, second] = listed;
      assert.ok(first && second);
      const { items, next } = await page('size=1');
      assert.deepEqual(items, [first]);
      assert.deepEqual(await page(`size=2&cursor=${next}`), { items: listed.slice(1), unavailable: [] });
      await ask('POST', `${path}/${second.id}/discard`, { reason: 'a test' });
      assert.deepEqual(
        (await list('size=100&status=discarded')).map(({ id }) => id),
        [second.id],
      );
      const waiting = await list(`size=100&status=waiting&cursor=${next}`);
      assert.deepEqual(
        waiting.map(({ id }) => id),
        listed.slice(2).map(({ id }) => id),
      );
      assert.equal((await ask('GET', `${all}?cursor=bm9uZQ`)).status, 400);
    });

    test('know only their own service', async () => {
      const { id } = await filed();
      assert.deepEqual((await list('service=product')).map(({ service }) => service).slice(0, 1), ['product']);
      for (const [method, other] of [
        ['GET', '?service=cart'],
        ['GET', `/cart/${id}`],
        ['POST', `/cart/${id}/replay`],
        ['POST', '/cart/replay'],
      ] as const)
        assert.equal((await ask(method, all + other)).status, 404);
      assert.equal((await ask('POST', `${all}/cart/${id}/discard`, { reason: 'a test' })).status, 404);
      assert.equal(DeadLetter.parse((await ask('GET', `${path}/${id}`)).body).status, 'waiting');
    });

    test('return one with its message', async () => {
      const message = await filed();
      const letter = DeadLetterWithPayload.parse((await ask('GET', `${path}/${message.id}`)).body);
      assert.deepEqual(JSON.parse(letter.payload), message);
      assert.equal((await ask('GET', `${path}/unknown`)).status, 404);
    });

    test('replay one for the merchant: settled, or with its new error; 409 if it is not waiting', async () => {
      faults.meet = async () => {
        throw new Error('on fire');
      };
      const message = await filed();
      const replay = async () => ask('POST', `${path}/${message.id}/replay`);
      const failed = DeadLetter.parse((await replay()).body);
      assert.deepEqual([failed.status, failed.tries, failed.error], ['waiting', 1, 'Error: on fire']);
      faults.meet = async () => undefined;
      const replayed = DeadLetter.parse((await replay()).body);
      assert.deepEqual([replayed.status, replayed.settledBy], ['replayed', 'merchant:mia']);
      const refused = await replay();
      assert.equal(refused.status, 409);
      assert.match(ProblemBody.parse(refused.body).detail ?? '', /already replayed/);
      assert.equal((await ask('POST', `${path}/unknown/replay`)).status, 404);
    });

    test('discard one with a reason', async () => {
      const { id } = await filed();
      assert.equal((await ask('POST', `${path}/${id}/discard`, { reason: ' ' })).status, 400);
      const { status, reason, settledBy } = DeadLetter.parse(
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

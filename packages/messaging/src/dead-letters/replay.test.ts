import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { countRows, dialects, readNotes } from '@mambogo/testing/messaging/messaging-database.ts';
import { createTestConsumer } from '@mambogo/testing/messaging/test-consumer.ts';
import { envelope, laterType, orderId } from '@mambogo/testing/messaging/test-events.ts';
import { until } from '@mambogo/testing/until.ts';
import { PoisonError } from '../inbox/poison-error.ts';

for (const dialect of dialects)
  describe(`replaying dead letters on ${dialect}`, async () => {
    const {
      own: testDatabase,
      faults,
      letters,
      worker,
      deliver,
      deliverDeadLetter,
      skipOneHour,
    } = await createTestConsumer(dialect, { after });
    const succeeding = async () => undefined;
    const failing = (error: Error) => async () => {
      throw error;
    };
    const notes = async (order: string) => (await readNotes(testDatabase)).filter((note) => note === order).length;
    const find = async (id: string) => (await letters.find(id)) ?? assert.fail(`no letter ${id}`);
    const filed = async (message = envelope()) => {
      await deliverDeadLetter(JSON.stringify(message));
      return message;
    };

    test('a replay does the same as a delivery and settles the dead letter', async () => {
      faults.meet = succeeding;
      const message = await filed();
      assert.equal(await letters.replay(message.id, 'merchant:mia'), 'settled');
      assert.equal(await notes(message.subject), 1);
      assert.equal(await countRows(testDatabase, 'inbox', `event_id = '${message.id}'`), 1);
      assert.equal(await countRows(testDatabase, 'outbox', `message_key = '${message.subject}'`), 1);
      const { status, settledBy, settledAt, tries } = await find(message.id);
      assert.deepEqual([status, settledBy, tries], ['replayed', 'merchant:mia', 0]);
      assert.ok(settledAt);

      await deliver(message);
      await filed(message);
      assert.equal((await find(message.id)).settledBy, 'merchant:mia');
      assert.equal(await letters.replay(message.id, 'merchant:mia'), 'not waiting');
      assert.equal(await notes(message.subject), 1);
    });

    test('an event that was handled after it was stored is not handled again', async () => {
      faults.meet = succeeding;
      const message = await filed();
      await deliver(message);
      assert.equal(await letters.replay(message.id, 'merchant:mia'), 'settled');
      assert.equal(await notes(message.subject), 1);
    });

    test('concurrent replays have one effect', async () => {
      faults.meet = succeeding;
      const message = await filed();
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => letters.replay(message.id, 'merchant:mia')));
      assert.deepEqual(outcomes.sort(), ['not waiting', 'not waiting', 'not waiting', 'settled']);
      assert.equal(await notes(message.subject), 1);
    });

    test('a failed replay changes only the error and the dead letter stays waiting', async () => {
      const message = await filed();
      faults.meet = failing(new Error('still on fire'));
      assert.equal(await letters.replay(message.id, 'merchant:mia'), 'failed');
      assert.deepEqual(
        [await notes(message.subject), await countRows(testDatabase, 'inbox', `event_id = '${message.id}'`)],
        [0, 0],
      );
      const { status, tries, kind, error } = await find(message.id);
      assert.deepEqual([status, tries, kind, error], ['waiting', 1, 'transient', 'Error: still on fire']);
    });

    test('a forged event is stored at once and every replay fails, even if its type and source would fit another topic', async () => {
      faults.meet = succeeding;
      const stranger = envelope(orderId(), { source: 'shop-order' });
      const astray = envelope(orderId(), { type: 'com.mambogo.payment.captured.v1', source: 'shop-payment' });
      for (const [message, reason] of [
        [stranger, /^ForgedEventError: its source is "shop-order"/],
        [astray, /^ForgedEventError: com\.mambogo\.payment\.captured\.v1 belongs to payment\.events/],
      ] as const) {
        assert.deepEqual((await deliver(message)).body, { statuses: [{ entryId: '1', status: 'SUCCESS' }] });
        for (const tries of [0, 1, 2]) {
          const letter = await find(message.id);
          assert.deepEqual([letter.kind, letter.status, letter.tries], ['poison', 'waiting', tries]);
          assert.match(letter.error, reason);
          assert.equal(await letters.replay(message.id, 'merchant:mia'), 'failed');
        }
        assert.equal(await notes(message.subject), 0);
      }
    });

    test('an unreadable event fails on every replay; one whose type has no handler any more is settled', async () => {
      const future = await filed(envelope(orderId(), { type: laterType }));
      assert.equal(await letters.replay(future.id, 'merchant:mia'), 'failed');
      assert.match((await find(future.id)).error, /does not know/);
      const forgotten = await filed(envelope(orderId(), { type: 'com.mambogo.stock.forgotten.v1' }));
      assert.equal(await letters.replay(forgotten.id, 'merchant:mia'), 'settled');
    });

    test('a discarded dead letter stays discarded, even if it is stored again', async () => {
      const message = await filed();
      assert.equal(await letters.discard(message.id, 'merchant:mia', 'a test order'), 'settled');
      assert.equal(await letters.discard(message.id, 'merchant:max', 'me too'), 'not waiting');
      assert.equal(await letters.replay(message.id, 'merchant:mia'), 'not waiting');
      await filed(message);
      const { status, reason, settledBy } = await find(message.id);
      assert.deepEqual([status, reason, settledBy], ['discarded', 'a test order', 'merchant:mia']);
      assert.equal(await notes(message.subject), 0);
    });

    test('one that was replayed without effect waits again when it is stored again', async () => {
      const message = await filed(envelope(orderId(), { type: 'com.mambogo.stock.forgotten.v1' }));
      await letters.replay(message.id, 'merchant:mia');
      await filed(message);
      const { status, settledBy } = await find(message.id);
      assert.deepEqual([status, settledBy], ['waiting', undefined]);
    });

    test('transient ones are due at once, later after a failed replay, and claimed by one worker at a time', async () => {
      await skipOneHour();
      await letters.claimDue(1_000);
      const message = await filed();
      await filed(envelope(orderId(), { type: laterType }));
      assert.deepEqual(await letters.claimDue(10), [message.id]);
      assert.deepEqual(await letters.claimDue(10), []);

      faults.meet = failing(new Error('busy'));
      await letters.replay(message.id, 'service:product');
      assert.deepEqual(await letters.claimDue(10), []);
      await skipOneHour();
      assert.deepEqual(
        (await letters.claimDue(1_000)).filter((id) => id === message.id),
        [message.id],
      );
    });

    test('two workers never claim the same dead letter', async () => {
      const messages = await Promise.all(Array.from({ length: 20 }, () => filed()));
      const claims = (await Promise.all([1, 2, 3, 4].map(() => letters.claimDue(1_000)))).flat();
      const claimed = claims.filter((id) => messages.some((message) => message.id === id));
      assert.equal(claimed.length, 20);
      assert.equal(new Set(claimed).size, 20);
    });

    test('the worker retries due dead letters until they succeed, and stops at those that turn out to be poison', async (t) => {
      const [good, bad] = [await filed(), await filed()];
      let tries = 0;
      faults.meet = failing(new Error('not yet'));
      worker.start();
      t.after(() => worker.stop());
      await until('both were retried', async () => (await find(good.id)).tries > 0 && (await find(bad.id)).tries > 0);
      faults.meet = async (order) => {
        if (order !== bad.subject) throw new Error('not yet');
        tries += 1;
        throw new PoisonError('no such thing');
      };
      await testDatabase.database.query(`update dead_letter set next_at = ${ago} where id = '${bad.id}'`);
      await until('the bad one is poison', async () => (await find(bad.id)).kind === 'poison');
      assert.equal(tries, 1);
      faults.meet = succeeding;
      await skipOneHour();
      await until('the good one is replayed', async () => (await find(good.id)).status === 'replayed');
      assert.equal((await find(good.id)).settledBy, 'service:product');
      assert.deepEqual([(await find(bad.id)).status, tries], ['waiting', 1]);
    });
    const ago = dialect === 'postgres' ? `now() - interval '1 second'` : 'now() - interval 1 second';
  });

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { countRows, dialects, readNotes } from '@mambogo/testing/messaging/messaging-database.ts';
import { createTestConsumer } from '@mambogo/testing/messaging/test-consumer.ts';
import { delivery, envelope } from '@mambogo/testing/messaging/test-events.ts';
import { until } from '@mambogo/testing/until.ts';

for (const dialect of dialects)
  describe(`an event that cannot be handled yet, on ${dialect}`, async () => {
    const { own: testDatabase, faults, letters, worker, ask } = await createTestConsumer(dialect, { after });
    const batch = Array.from({ length: 10 }, () => envelope());
    const [early] = batch.slice(4);
    assert.ok(early);
    const statuses = (body: unknown) => JSON.stringify(body).match(/SUCCESS|RETRY/g);
    const deliver = async (messages: readonly unknown[]) =>
      statuses(
        (await ask('POST', '/events/inventory.events', { entries: messages.map((message) => delivery(message)) })).body,
      );

    test('does not block others: it is stored at once and replayed until it succeeds', async () => {
      let hasCause = false;
      faults.meet = async (order) => {
        if (order === early.subject && !hasCause) throw new Error('its cause has not arrived yet');
      };
      assert.deepEqual(await deliver(batch), Array(10).fill('SUCCESS'), 'nothing of the batch is redelivered');
      const others = batch.filter((message) => message !== early).map(({ subject }) => subject);
      assert.deepEqual(await readNotes(testDatabase), others.sort());
      const letter = await letters.find(early.id);
      assert.deepEqual(
        [letter?.kind, letter?.status, letter?.error],
        ['transient', 'waiting', 'Error: its cause has not arrived yet'],
      );

      worker.start();
      after(() => worker.stop());
      await until('it was retried', async () => ((await letters.find(early.id))?.tries ?? 0) > 0);
      hasCause = true;
      await until('it was replayed', async () => (await letters.find(early.id))?.status === 'replayed');
      assert.deepEqual(await readNotes(testDatabase), [...others, early.subject].sort());
      assert.equal(await countRows(testDatabase, 'inbox', `event_id = '${early.id}'`), 1);
    });

    test('is retried inline while the store is unavailable: nothing is stored', async () => {
      faults.meet = async () => undefined;
      const filed = await countRows(testDatabase, 'dead_letter');
      await worker.stop();
      await testDatabase.database.destroy();
      assert.deepEqual(await deliver([envelope(), envelope()]), ['RETRY', 'RETRY']);
      await testDatabase.database.initialize();
      assert.equal(await countRows(testDatabase, 'dead_letter'), filed);
    });
  });

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { newId } from '@mambogo/contracts/ids.ts';
import { countRows, createMessagingDatabase, dialects } from '@mambogo/testing/messaging/messaging-database.ts';
import { recordingSidecar } from '@mambogo/testing/messaging/recording-sidecar.ts';
import { orderId } from '@mambogo/testing/messaging/test-events.ts';
import { createOutboxInstance, daysAgo, emitFor } from '@mambogo/testing/messaging/test-outbox.ts';
import { until } from '@mambogo/testing/until.ts';

for (const dialect of dialects)
  describe(`purging on ${dialect}`, async () => {
    const testDatabase = await createMessagingDatabase(dialect);
    after(() => testDatabase.drop());

    test('deletes published rows after 7 days, inbox rows and settled dead letters after 120, no waiting rows', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = createOutboxInstance(t, testDatabase, sidecar);
      const [old, recent, stuck] = [orderId(), orderId(), orderId()];
      await emitFor(outbox, old, recent, stuck);
      await testDatabase.database.query(`update outbox set created_at = ${daysAgo(dialect, 30)}`);
      await testDatabase.database.query(
        `update outbox set published_at = ${daysAgo(dialect, 8)} where message_key = '${old}'`,
      );
      await testDatabase.database.query(
        `update outbox set published_at = ${daysAgo(dialect, 6)} where message_key = '${recent}'`,
      );
      for (const days of [121, 119]) {
        await testDatabase.database.query(
          `insert into inbox (consumer, event_id, received_at) values ('test', '${newId()}', ${daysAgo(dialect, days)})`,
        );
        await testDatabase.database.query(
          `insert into delivery_failure (consumer, event_id, kind, error, failed_at)
           values ('test', '${newId()}', 'transient', '', ${daysAgo(dialect, days)})`,
        );
      }
      for (const [id, settledAt] of [
        ['settled-long-ago', daysAgo(dialect, 121)],
        ['settled', daysAgo(dialect, 119)],
        ['waiting', 'null'],
      ])
        await testDatabase.database.query(
          `insert into dead_letter (consumer, id, payload, kind, error, status, filed_at, settled_at)
           values ('test', '${id}', '', 'poison', '', '${id === 'waiting' ? id : 'replayed'}', ${daysAgo(dialect, 130)}, ${settledAt})`,
        );
      sidecar.refusedKeys.add(stuck);
      outbox.relay.start();
      await until(
        'the old row is gone',
        async () => (await countRows(testDatabase, 'outbox', `message_key = '${old}'`)) === 0,
      );
      await until('one inbox row is gone', async () => (await countRows(testDatabase, 'inbox')) === 1);
      await until('one failure is gone', async () => (await countRows(testDatabase, 'delivery_failure')) === 1);
      await until('the old dead letter is deleted', async () => (await countRows(testDatabase, 'dead_letter')) === 2);
      assert.equal(await countRows(testDatabase, 'dead_letter', `id = 'settled-long-ago'`), 0);
      assert.equal(await countRows(testDatabase, 'outbox'), 2);
    });
  });

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, test } from 'node:test';
import { countRows, createMessagingDatabase, dialects } from '@mambogo/testing/messaging/messaging-database.ts';
import { envelope, orderId } from '@mambogo/testing/messaging/test-events.ts';
import { until } from '@mambogo/testing/until.ts';
import { pino } from 'pino';
import { createSourcePositions } from './source-positions.ts';
import { markRollbacksReconciled, sourceRollbackCheck } from './source-rollbacks.ts';

const noon = Date.parse('2026-11-28T12:00:00Z');
/** A new source for each test, because an earlier test's positions are written later. */
let source = '';
/** An event of the source, with its number and time. */
const numbered = (sequence: number, seconds: number, of = source) =>
  envelope(orderId(), {
    source: of,
    sequence: String(sequence).padStart(19, '0'),
    time: new Date(noon + seconds * 1_000).toISOString(),
  });

for (const dialect of dialects)
  describe(`positions of sources on ${dialect}`, async () => {
    const testDatabase = await createMessagingDatabase(dialect);
    after(() => testDatabase.drop());
    beforeEach(async () => {
      source = `shop-${randomUUID()}`;
      await testDatabase.database.query('delete from source_rollback');
    });
    const instance = () => createSourcePositions(testDatabase.database, pino({ level: 'silent' }));
    const broken = () => sourceRollbackCheck(testDatabase.database).find({ since: new Date(0), ids: [] });
    const waitUntilStored = (sequence: number) =>
      until(
        'its position is stored',
        async () =>
          (await countRows(testDatabase, 'source_position', `source = '${source}' and sequence = ${sequence}`)) === 1,
      );

    test('reports a source once, when a younger event has a lower number, until it is reconciled', async () => {
      const positions = instance();
      await positions.observe([numbered(100, 0), numbered(120, 60)]);
      await positions.observe([numbered(101, 3_600), numbered(102, 3_660), numbered(103, 7_200)]);
      const [found, ...others] = await broken();
      assert.equal(found?.id, source);
      assert.match(found?.detail ?? '', /event 101 came after event 120 of 2026-11-28T12:01:00.000Z/);
      assert.deepEqual(others, []);
      await markRollbacksReconciled(testDatabase.database.manager);
      assert.deepEqual(await broken(), []);
    });

    test('detects such events also when they follow the last one closely', async () => {
      const positions = instance();
      await positions.observe([numbered(120, 60), numbered(101, 64), numbered(102, 68)]);
      assert.deepEqual(await broken(), []);
      await positions.observe([numbered(103, 72)]);
      assert.equal((await broken()).length, 1);
    });

    test('ignores late events that are as old as their number: overlapping transactions, held-back rows, partitions', async () => {
      const positions = instance();
      await positions.observe([numbered(100, 0), numbered(99, 9), numbered(500, 3_600)]);
      await positions.observe([numbered(101, 1), numbered(400, 3_605), numbered(2, -86_400)]);
      assert.deepEqual(await broken(), []);
    });

    test('ignores clocks that were ahead for a while', async () => {
      const positions = instance();
      await positions.observe([numbered(100, 0), numbered(101, 3_600), numbered(102, 10)]);
      await positions.observe([numbered(99, 3_605), numbered(103, 20)]);
      assert.deepEqual(await broken(), []);
    });

    test('tracks each source separately and ignores events of earlier releases, which have no number', async () => {
      const positions = instance();
      await positions.observe([numbered(100, 0), numbered(5, 3_600, 'shop-order'), envelope()]);
      assert.deepEqual(await broken(), []);
    });

    test('keeps the furthest position of several instances across restarts', async () => {
      await instance().observe([numbered(120, 60)]);
      await waitUntilStored(120);
      await instance().observe([numbered(100, 50)]);
      await instance().observe([numbered(130, 90)]);
      await waitUntilStored(130);
      await instance().observe([numbered(101, 3_600)]);
      assert.equal((await broken()).length, 1);
    });
  });

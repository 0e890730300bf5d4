import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { eventType } from '@mambogo/contracts/events/event.ts';
import { newId, ProductId } from '@mambogo/contracts/ids.ts';
import { createMessagingDatabase, dialects } from '@mambogo/testing/messaging/messaging-database.ts';
import { recordingSidecar } from '@mambogo/testing/messaging/recording-sidecar.ts';
import { committed, event, metadata, orderId } from '@mambogo/testing/messaging/test-events.ts';
import { createOutboxInstance, emitFor, publishedIds } from '@mambogo/testing/messaging/test-outbox.ts';
import { until } from '@mambogo/testing/until.ts';
import { messagingInvariants } from '../messaging-invariants.ts';
import { listParkedEvents } from './parked-events.ts';

for (const dialect of dialects)
  describe(`an event of more than 1 MiB on ${dialect}`, async () => {
    const testDatabase = await createMessagingDatabase(dialect);
    after(() => testDatabase.drop());

    test('is parked with the reason, is reported, and holds back no other event', async (t) => {
      const sidecar = recordingSidecar();
      const outbox = createOutboxInstance(t, testDatabase, sidecar);
      const order = orderId();
      const lines = Array.from({ length: 17_000 }, () => ({ productId: ProductId.parse(newId()), quantity: 1 }));
      const large = await outbox.runInTransaction(
        metadata,
        async (unit) => unit.emit(event, { ...committed(order), lines }).id,
      );
      const small = await emitFor(outbox, order, orderId());
      outbox.relay.start();
      await until('the others are published', () => sidecar.published.length === 2);
      assert.deepEqual(publishedIds(sidecar).sort(), small.sort());
      await until('nothing waits', async () => (await outbox.relay.backlog()).rows === 0);

      const [parked, ...others] = await listParkedEvents(testDatabase.database);
      assert.deepEqual([parked?.id, parked?.topic, parked?.type, others], [large, event.topic, eventType(event), []]);
      assert.ok((parked?.bytes ?? 0) > 1_044_480 && (parked?.ageSeconds ?? -1) >= 0);

      const checks = messagingInvariants(testDatabase.database);
      const reported = checks.find(({ name }) => name === 'an event can be published');
      assert.deepEqual(
        (await reported?.find({ since: new Date(0), ids: [] }))?.map(({ id, detail }) => [
          id,
          detail?.replace(/^\d+/, 'N'),
        ]),
        [[large, 'N bytes, at most 1044480 can be published']],
      );
    });
  });

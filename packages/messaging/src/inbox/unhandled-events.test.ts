import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { comparisonDelayMinutes, comparisonPageSize } from '@mambogo/contracts/api/internal-comparisons.ts';
import { eventType } from '@mambogo/contracts/events/event.ts';
import { stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { countRows, createMessagingDatabase, dialects } from '@mambogo/testing/messaging/messaging-database.ts';
import { event } from '@mambogo/testing/messaging/test-events.ts';
import { sidecarForPeer } from '@mambogo/testing/messaging/test-peer.ts';
import { publishedEventsRoute } from '../outbox/published-events.ts';
import { on } from './delivery.ts';
import { unhandledEventChecks } from './unhandled-events.ts';

const topics = { [event.topic]: [on(event, async () => undefined)] };
const peers = { inventory: 'shop-inventory' };
const type = eventType(event);
const late = comparisonDelayMinutes.eventHandled + 5;

for (const dialect of dialects)
  describe(`checking for unhandled events on ${dialect}`, async () => {
    // The publisher's outbox and the consumer's inbox are separate tables, so one database can hold both.
    const testDatabase = await createMessagingDatabase(dialect);
    const { database } = testDatabase;
    after(() => testDatabase.drop());
    beforeEach(async () => {
      for (const table of ['outbox', 'inbox', 'dead_letter', 'watched_event'])
        await database.query(`delete from ${table}`);
    });
    const ago = (minutes: number) =>
      dialect === 'postgres' ? `now() - interval '${minutes} minutes'` : `now(6) - interval ${minutes} minute`;
    async function publish(minutes: number | undefined, ids: readonly string[] = [newId()], of = type) {
      const at = minutes === undefined ? 'null' : ago(minutes);
      const rows = ids.map((id) => `('${id}', '${event.topic}', 'key', '{"type":"${of}"}', ${at})`).join(',');
      await database.query(`insert into outbox (id, topic, message_key, envelope, published_at) values ${rows}`);
      return ids;
    }
    const handle = (ids: readonly string[]) =>
      database.query(`insert into inbox (consumer, event_id) values ${ids.map((id) => `('test', '${id}')`).join(',')}`);
    const watchedAlready = () => database.query(`insert into watched_event (type, since_ms) values ('${type}', 0)`);
    async function watching(t: Parameters<typeof sidecarForPeer>[0], watched = topics) {
      const sidecar = await sidecarForPeer(t, 'inventory', [publishedEventsRoute(database)]);
      const [check, ...others] = unhandledEventChecks({ name: 'test', database, sidecar }, watched, peers);
      assert.ok(check && others.length === 0);
      return async () => (await check.find({ since: new Date(), ids: [] })).map(({ id }) => id).sort();
    }

    test('reports an event missing for minutes until it is handled or dead-lettered; not younger ones, not other types', async (t) => {
      await watchedAlready();
      const [lost = '', filed = ''] = await publish(late, [newId(), newId(), newId()]).then(async (ids) => {
        await handle(ids.slice(2));
        return ids;
      });
      await publish(comparisonDelayMinutes.eventHandled - 1);
      await publish(undefined);
      await publish(late, [newId()], 'com.mambogo.stock.reserved.v1');
      const found = await watching(t);
      assert.deepEqual(await found(), [lost, filed].sort());
      await database.query(
        `insert into dead_letter (consumer, id, payload, kind, error) values ('test', '${filed}', '{}', 'poison', 'e')`,
      );
      assert.deepEqual(await found(), [lost], 'it is looked at again, though it was passed');
      await handle([lost]);
      assert.deepEqual(await found(), []);
    });

    test('reads all pages, then only newer events', async (t) => {
      await watchedAlready();
      const ids = Array.from({ length: comparisonPageSize + 5 }, newId);
      // All with the same time, as the relay marks a batch.
      await publish(late, ids);
      const [first = '', ...rest] = ids;
      const last = rest.pop() ?? '';
      await handle(rest);
      const found = await watching(t);
      assert.deepEqual(await found(), [first, last].sort());
      await handle([first, last]);
      assert.deepEqual(await found(), []);
      // Events before the position are not read again, so their inbox rows are not needed.
      await database.query(`delete from inbox`);
      const [next = ''] = await publish(late - 1);
      assert.deepEqual(await found(), [next]);
    });

    test('ignores events published before the consumer knew their type', async (t) => {
      await publish(late);
      assert.deepEqual(await (await watching(t))(), []);
      assert.equal(await countRows(testDatabase, 'watched_event'), 1);
    });

    test('compares each type from the time it became known', async (t) => {
      await watchedAlready();
      const [lost] = await publish(late);
      await publish(late, [newId()], eventType(stockReserved));
      const both = { [event.topic]: [on(event, async () => undefined), on(stockReserved, async () => undefined)] };
      assert.deepEqual(await (await watching(t, both))(), [lost]);
    });

    test('rejects while the publisher is unavailable', async (t) => {
      const sidecar = await sidecarForPeer(t, 'inventory', []);
      const [check] = unhandledEventChecks({ name: 'test', database, sidecar }, topics, peers);
      await assert.rejects(async () => check?.find({ since: new Date(), ids: [] }), /inventory responded with 404/);
      assert.deepEqual(
        unhandledEventChecks({ name: 'test', database, sidecar }, topics, {}),
        [],
        'a service that is not there',
      );
    });
  });

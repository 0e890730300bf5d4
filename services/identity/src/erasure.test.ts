import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Envelope, eventType } from '@mambogo/contracts/events/event.ts';
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { postgresMessaging } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import { createOutbox, type Outbox } from '@mambogo/messaging/outbox/outbox.ts';
import { createDatabase } from '@mambogo/service/database/database.ts';
import { recordingSidecar } from '@mambogo/testing/messaging/recording-sidecar.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { until } from '@mambogo/testing/until.ts';
import { pino } from 'pino';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';
import { schema } from './store/database.ts';
import { demoAccounts, removeDemoAccounts } from './store/demo-accounts.ts';
import { createPeople, type People } from './store/people.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
const sidecar = recordingSidecar();
let outbox: Outbox;
let people: People;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
  const { database, logger, revoke, secrets } = identity.context;
  outbox = createOutbox({ database, sidecar, pubsub: 'events', source: 'test-identity', logger });
  people = createPeople({ database, runInTransaction: outbox.runInTransaction, revoke }, secrets);
  outbox.relay.start();
  cleaning.unshift(() => outbox.relay.stop());
});
after(async () => {
  identity.context.stopping.abort();
  for (const clean of cleaning) await clean();
});
beforeEach(() => {
  sidecar.published.length = 0;
});

async function newPerson(login: string): Promise<string> {
  const id = await people.add({ login, password: 'correct horse', email: `${login}@example.com`, roles: ['USER'] });
  assert.ok(id);
  return id;
}

const outboxDrained = () => until('the outbox is empty', async () => (await outbox.relay.backlog()).rows === 0);
const publishedPersonIds = () => sidecar.published.map(({ entry }) => entry.metadata.partitionKey);

test('deleting a person publishes only their id, once', async () => {
  const id = await newPerson('gone');
  await people.remove(id);
  await people.remove(id);
  assert.equal(await people.find(id), undefined);
  await outboxDrained();
  assert.equal(sidecar.published.length, 1);
  const [{ topic, entry }] = sidecar.published as [(typeof sidecar.published)[number]];
  const { type, source, subject, data } = Envelope.parse(entry.event);
  assert.deepEqual([topic, entry.metadata.partitionKey], ['identity.events', id]);
  assert.deepEqual(
    { type, source, subject, data },
    {
      type: eventType(personErased),
      source: 'test-identity',
      subject: id,
      data: { personId: id },
    },
  );
});

test('a deletion that is rolled back publishes nothing', async () => {
  const { database, revoke, secrets } = identity.context;
  const id = await newPerson('stays');
  const failing = createPeople(
    {
      database,
      runInTransaction: (cause, body) =>
        outbox.runInTransaction(cause, async (work) => {
          await body(work);
          throw new Error('the last moment');
        }),
      revoke,
    },
    secrets,
  );
  await assert.rejects(failing.remove(id), /the last moment/);
  assert.equal((await people.find(id))?.login, 'stays');
  assert.deepEqual(await database.query('select 1 from outbox where message_key = $1', [id]), []);
  // Later rows of the sequence are published without this one before them.
  const later = await newPerson('later');
  await people.remove(later);
  await outboxDrained();
  assert.deepEqual(publishedPersonIds(), [later]);
});

test('removing demo accounts publishes erasures only for accounts that existed', async () => {
  await removeDemoAccounts(people);
  await removeDemoAccounts(people);
  await outboxDrained();
  assert.deepEqual(publishedPersonIds().sort(), demoAccounts.map(({ id }) => id).sort());
});

test('a database of the previous version gets an outbox and keeps its people', async (t) => {
  const messaging = new Set<unknown>(postgresMessaging);
  const before = { ...schema, migrations: schema.migrations.filter((migration) => !messaging.has(migration)) };
  const own = await createTestDatabase('postgres', before);
  t.after(() => own.drop());
  const id = newId();
  await own.database.query(
    `insert into person (id, login_index, password_hash, roles, personal_key, personal_data)
     values ($1, 'x', 'x', '{USER}', 'x', 'x')`,
    [id],
  );
  const { url, password } = own;
  const logger = pino({ level: 'silent' });
  const upgraded = createDatabase({ url, password, pool: 2, appId: 'test', ...schema, logger });
  await upgraded.initialize();
  t.after(() => upgraded.destroy());
  await upgraded.runMigrations({ transaction: 'each' });
  assert.deepEqual(await upgraded.query('select id from person'), [{ id }]);
  assert.deepEqual(await upgraded.query('select 1 from outbox'), []);
});

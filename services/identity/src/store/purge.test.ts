import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { newId } from '@mambogo/contracts/ids.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import type { DataSource } from 'typeorm';
import { schema } from './database.ts';
import { createOidcRecords } from './oidc-records.ts';
import { purgeExpired } from './purge.ts';
import { createRevocations } from './revocations.ts';

let own: TestDatabase;
before(async () => {
  own = await createTestDatabase('postgres', schema);
});
after(() => own.drop());

/** Sealed under a key of its own. */
const recordsOf = (database: DataSource) =>
  createOidcRecords({
    database,
    sealingKey: createSecretKey(randomBytes(32)),
    revoke: createRevocations(900),
    request: () => ({ userAgent: 'test', isLogOut: false }),
  });

test('removes everything that has expired, in any amount, and nothing else', async () => {
  const records = recordsOf(own.database)('RefreshToken');
  await records.upsert('lasting', { grantId: 'a' }, 60);
  await own.database.query(
    `insert into oidc_record (model, id, payload, expires_at)
     select 'Session', i::text::bytea, '', now() - interval '1 second' from generate_series(1, 2500) i`,
  );
  await own.database.query(
    `insert into log_in_failure values ('old', 3, now() - interval '61 seconds'), ('new', 3, now())`,
  );
  await own.database.query(
    `insert into security_event (id, at, code, outcome, count) values
     (gen_random_uuid(), now() - interval '91 days', 'login.failed', 'failure', 1),
     (gen_random_uuid(), now() - interval '89 days', 'login.failed', 'failure', 1)`,
  );
  await own.database.query(
    `insert into revocation (sid, expires_at) values ('old', now() - interval '1 second'), ('new', now() + interval '60 seconds')`,
  );
  await purgeExpired(own.database, 60);
  assert.equal((await own.database.query('select 1 from security_event')).length, 1);
  assert.deepEqual(await own.database.query('select sid from revocation'), [{ sid: 'new' }]);
  assert.equal((await own.database.query('select 1 from oidc_record')).length, 1);
  assert.equal((await own.database.query('select 1 from log_in_failure')).length, 1);
  assert.equal((await records.find('lasting'))?.grantId, 'a');
});

test('records sealed under a lost key count as missing', async () => {
  await recordsOf(own.database)('Session').upsert('mine', { uid: 'u' }, 60);
  const other = recordsOf(own.database)('Session');
  assert.equal(await other.find('mine'), undefined);
  assert.equal(await other.findByUid('u'), undefined);
});

test('a record is consumed once', async () => {
  const codes = recordsOf(own.database)('AuthorizationCode');
  await codes.upsert('code', { grantId: 'g' }, 60);
  await codes.consume('code');
  await assert.rejects(() => codes.consume('code'), { message: 'invalid_grant' });
  assert.equal(typeof (await codes.find('code'))?.consumed, 'number');
});

test('session rows are deleted an hour after the session ended', async () => {
  const { database } = own;
  const person = newId();
  await database.query(
    `insert into person (id, login_index, password_hash, roles, personal_key, personal_data) values ($1, '', '', '{}', '', '')`,
    [person],
  );
  await recordsOf(database)('Session').upsert('lasting', { uid: 'there' }, 60);
  await database.query(
    `insert into signed_in (uid, person_id, device, used_at) values ('there', $1, 'A program', now() - interval '2 hours'),
       ('gone', $1, 'A program', now() - interval '2 hours'), ('just-gone', $1, 'A program', now())`,
    [person],
  );
  await purgeExpired(database, 60);
  const left = await database.query<{ uid: string }[]>('select uid from signed_in order by uid');
  assert.deepEqual(
    left.map(({ uid }) => uid),
    ['just-gone', 'there'],
  );
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '@mambogo/service/testing/test-database.ts';
import { schema } from './database.ts';
import { createOidcRecords } from './oidc-records.ts';
import { purgeExpired } from './purge.ts';

let own: TestDatabase;
before(async () => {
  own = await createTestDatabase('postgres', schema);
});
after(() => own.drop());

test('what has expired is removed, however much of it, and nothing else', async () => {
  const records = createOidcRecords(own.database, randomBytes(32))('RefreshToken');
  await records.upsert('lasting', { grantId: 'a' }, 60);
  await own.database.query(
    `insert into oidc_record (model, id, payload, expires_at)
     select 'Session', i::text::bytea, '', now() - interval '1 second' from generate_series(1, 2500) i`,
  );
  await own.database.query(
    `insert into log_in_failure values ('old', 3, now() - interval '61 seconds'), ('new', 3, now())`,
  );
  await purgeExpired(own.database, 60);
  assert.equal((await own.database.query('select 1 from oidc_record')).length, 1);
  assert.equal((await own.database.query('select 1 from log_in_failure')).length, 1);
  assert.equal((await records.find('lasting'))?.grantId, 'a');
});

test('records sealed under a lost key count as not there', async () => {
  await createOidcRecords(own.database, randomBytes(32))('Session').upsert('mine', { uid: 'u' }, 60);
  const other = createOidcRecords(own.database, randomBytes(32))('Session');
  assert.equal(await other.find('mine'), undefined);
  assert.equal(await other.findByUid('u'), undefined);
});

test('a record is consumed once', async () => {
  const codes = createOidcRecords(own.database, randomBytes(32))('AuthorizationCode');
  await codes.upsert('code', { grantId: 'g' }, 60);
  await codes.consume('code');
  await assert.rejects(() => codes.consume('code'), { message: 'invalid_grant' });
  assert.equal(typeof (await codes.find('code'))?.consumed, 'number');
});

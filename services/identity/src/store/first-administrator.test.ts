import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import { readSecrets } from '../secrets.ts';
import { schema } from './database.ts';
import { addFirstAdministrator } from './first-administrator.ts';
import { createPeople, type People } from './people.ts';
import { createRevocations } from './revocations.ts';

let own: TestDatabase;
let folder: string;
let people: People;
beforeEach(async () => {
  own = await createTestDatabase('postgres', schema);
  folder = await mkdtemp(join(tmpdir(), 'administrator-'));
  for (const name of ['personal-data-key', 'session-key'])
    await writeFile(join(folder, name), randomBytes(32).toString('base64url'));
  people = createPeople(
    {
      database: own.database,
      runInTransaction: createTransactionRunner({
        database: own.database,
        source: 'test-identity',
      }),
      revoke: createRevocations(900),
    },
    readSecrets(folder),
  );
});
afterEach(async () => {
  await own.drop();
  await rm(folder, { recursive: true });
});

async function writeCredentials(login: string, password: string): Promise<void> {
  await writeFile(join(folder, 'admin-login'), login);
  await writeFile(join(folder, 'admin-password'), password);
}
const add = () => addFirstAdministrator(own.database, people, folder, 'http://shop.localhost');
const everybody = () => own.database.query<{ roles: string[] }[]>('select roles from person');

test('creates none when none is named', async () => {
  await add();
  assert.deepEqual(await everybody(), []);
});

test('creates the first administrator once; later credentials change nobody', async () => {
  await writeCredentials('chief\n', 'correct horse\n');
  await add();
  assert.deepEqual(await everybody(), [{ roles: ['USER', 'ADMIN'] }]);
  const id = await people.authenticate('chief', 'correct horse');
  assert.ok(id);
  await people.changePassword(id, 'battery staple');
  await add();
  await writeCredentials('other', 'correct horse');
  await add();
  assert.deepEqual(await everybody(), [{ roles: ['USER', 'ADMIN'] }]);
  assert.equal(await people.authenticate('chief', 'battery staple'), id);
});

test('an administrator that can’t be created fails with a message that does not contain the password', async () => {
  await writeCredentials('chief', 'short');
  await assert.rejects(
    add(),
    (error) => error instanceof Error && /at least 8/.test(error.message) && !/short/.test(error.message),
  );
  await people.add({ login: 'chief', password: 'correct horse', roles: ['USER'] });
  await writeCredentials('chief', 'correct horse');
  await assert.rejects(add(), /a shopper has that login/);
  assert.deepEqual(await everybody(), [{ roles: ['USER'] }]);
});

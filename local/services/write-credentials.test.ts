import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { buildModel } from '@mambogo/operator/model/build-model.ts';
import { localPlacement } from '../shop/local-placement.ts';
import { readStorefront } from '../shop/read-storefront.ts';
import { ensureRootKey, writeCredentials } from './write-credentials.ts';

const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
after(() => rmSync(folder, { recursive: true }));
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('creates the root secret once, with 32 bytes, readable by its owner only', () => {
  const file = join(folder, 'root-secret');
  const made = ensureRootKey(file, false);
  assert.equal(made.length, 32);
  assert.deepEqual(ensureRootKey(file, true), made);
  assert.equal(mode(file), '600');
});

test('fails when the root secret is missing beside data, instead of creating one', () => {
  assert.throws(() => ensureRootKey(join(folder, 'gone'), true), /is missing.*--fresh/);
});

test('writes the credentials of each service to a folder of its owner, without a trailing newline', () => {
  const { services } = buildModel(readStorefront(), localPlacement(folder, 0));
  writeCredentials(join(folder, 'credentials'), services, (purpose) => `secret of ${purpose}`);
  const file = join(folder, 'credentials/order/database-password');
  assert.equal(readFileSync(file, 'utf8'), 'secret of database-password/order');
  assert.equal(mode(file), '600');
  assert.equal(mode(join(folder, 'credentials/order')), '700');
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createPersonalData } from './personal-data.ts';

const master = () => randomBytes(32).toString('base64url');
const address = { name: 'Ada Lovelace', line1: '12 St James Square' };

test('what was encrypted for a person is read with their key, and says nothing without it', () => {
  const personal = createPersonalData(master());
  const key = personal.newKey();
  const stored = personal.encrypt(key, address);
  assert.deepEqual(personal.decrypt(key, stored), address);
  assert.ok(!stored.includes('Ada'));
  assert.notDeepEqual(personal.encrypt(key, address), stored);
});

test("another person's key or another service's master key opens nothing", () => {
  const secret = master();
  const personal = createPersonalData(secret);
  const key = personal.newKey();
  const stored = personal.encrypt(key, address);
  assert.throws(() => personal.decrypt(personal.newKey(), stored));
  assert.throws(() => createPersonalData(master()).decrypt(key, stored));
  assert.deepEqual(createPersonalData(secret).decrypt(key, stored), address);
});

test('a changed bit, a cut end or a shortened tag is refused', () => {
  const personal = createPersonalData(master());
  const key = personal.newKey();
  const stored = personal.encrypt(key, address);
  for (const at of [0, 12, 28, stored.length - 1]) {
    const changed = Buffer.from(stored);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    assert.throws(() => personal.decrypt(key, changed));
  }
  assert.throws(() => personal.decrypt(key, stored.subarray(0, -1)));
  assert.throws(() => personal.decrypt(key, stored.subarray(0, 20)));
});

test('a master key of another length is refused at start', () => {
  assert.throws(() => createPersonalData(randomBytes(16).toString('base64url')), /32 bytes/);
});

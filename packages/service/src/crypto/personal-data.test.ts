import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createPersonalData } from './personal-data.ts';

const master = () => randomBytes(32).toString('base64url');
const address = { name: 'Ada Lovelace', line1: '12 St James Square' };

test("decrypts data with the person's key, and the ciphertext reveals nothing", () => {
  const personal = createPersonalData(master());
  const key = personal.newKey();
  const stored = personal.encrypt(key, address);
  assert.deepEqual(personal.decrypt(key, stored), address);
  assert.ok(!stored.includes('Ada'));
  assert.notDeepEqual(personal.encrypt(key, address), stored);
});

test("another person's key or another service's master key cannot decrypt", () => {
  const secret = master();
  const personal = createPersonalData(secret);
  const key = personal.newKey();
  const stored = personal.encrypt(key, address);
  assert.throws(() => personal.decrypt(personal.newKey(), stored));
  assert.throws(() => createPersonalData(master()).decrypt(key, stored));
  assert.deepEqual(createPersonalData(secret).decrypt(key, stored), address);
});

test('rejects a changed bit, a truncated end or a shortened tag', () => {
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

test('rejects a master key of another length at start', () => {
  assert.throws(() => createPersonalData(randomBytes(16).toString('base64url')), /32 bytes/);
});

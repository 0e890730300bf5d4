import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPassword, verifyPassword } from './password-hash.ts';

test('a hash verifies its password and no other', async () => {
  const hash = await hashPassword('Grüße');
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  assert.equal(await verifyPassword('Grüße', hash), true);
  assert.equal(await verifyPassword('Gru\u0308ße', hash), true);
  assert.equal(await verifyPassword('grüße', hash), false);
  assert.notEqual(await hashPassword('Grüße'), hash);
});

test('a hash contains its parameters, so hashes made with others stay valid', async () => {
  const known = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  assert.equal(await verifyPassword('password', known), true);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normaliseLogin, signUpFaults } from './account-rules.ts';

test('a login of 3 to 64 characters and a password of 8 or more make an account', () => {
  assert.equal(signUpFaults('ana', 'correct horse'), undefined);
  assert.equal(signUpFaults('a'.repeat(64), '12345678'), undefined);
  assert.equal(signUpFaults('ana@example.com', 'пароль-мой'), undefined);
});

test('each fault is told at its field', () => {
  assert.match(signUpFaults('ab', '12345678')?.login ?? '', /at least 3/);
  assert.match(signUpFaults('a'.repeat(65), '12345678')?.login ?? '', /at most 64/);
  assert.match(signUpFaults('a na', '12345678')?.login ?? '', /spaces/);
  assert.match(signUpFaults('an\u200ba', '12345678')?.login ?? '', /invisible/);
  assert.match(signUpFaults('ana', '1234567')?.password ?? '', /at least 8/);
  assert.match(signUpFaults('ana', 'x'.repeat(257))?.password ?? '', /at most 256/);
  assert.match(signUpFaults('ana.silva', 'Ana.Silva')?.password ?? '', /other than/);
});

test('logins are compared without case, outer spaces and ways of typing', () => {
  assert.equal(normaliseLogin(' Ana '), 'ana');
  assert.equal(normaliseLogin('Jose\u0301'), normaliseLogin('José'));
});

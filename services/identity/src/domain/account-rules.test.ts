import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emailFault, normaliseLogin, passwordFault, signUpFaults } from './account-rules.ts';

test('a login of 3 to 64 characters and a password of 8 or more make an account', () => {
  assert.equal(signUpFaults({ login: 'ana', password: 'correct horse' }), undefined);
  assert.equal(signUpFaults({ login: 'a'.repeat(64), password: '12345678' }), undefined);
  assert.equal(signUpFaults({ login: 'ana@example.com', password: 'пароль-мой' }), undefined);
});

test('each fault is told at its field', () => {
  assert.equal(signUpFaults({ login: 'ab', password: '12345678' })?.login, 'too-short');
  assert.equal(signUpFaults({ login: 'a'.repeat(65), password: '12345678' })?.login, 'too-long');
  assert.equal(signUpFaults({ login: 'a na', password: '12345678' })?.login, 'characters');
  assert.equal(signUpFaults({ login: 'an\u200ba', password: '12345678' })?.login, 'characters');
  assert.equal(signUpFaults({ login: 'ana', password: '1234567' })?.password, 'too-short');
  assert.equal(signUpFaults({ login: 'ana', password: 'x'.repeat(257) })?.password, 'too-long');
  assert.equal(signUpFaults({ login: 'ana.silva', password: 'Ana.Silva' })?.password, 'is-name');
});

test('logins are compared without case, outer spaces and ways of typing', () => {
  assert.equal(normaliseLogin(' Ana '), 'ana');
  assert.equal(normaliseLogin('Jose\u0301'), normaliseLogin('José'));
});

test('an e-mail address may be left out, and is one if it is given', () => {
  assert.equal(signUpFaults({ login: 'ana', password: 'correct horse', email: '  ' }), undefined);
  assert.equal(signUpFaults({ login: 'ana', password: 'correct horse', email: 'Ana@Example.com' }), undefined);
  for (const email of ['ana', 'ana@', 'a na@example.com', `${'a'.repeat(250)}@example.com`])
    assert.equal(emailFault(email), 'malformed', email);
});

test('a password is neither the name nor the address', () => {
  assert.equal(passwordFault('ana@example.com', ['ana', 'Ana@example.com']), 'is-name');
  assert.equal(passwordFault('correct horse', ['ana', undefined]), undefined);
});

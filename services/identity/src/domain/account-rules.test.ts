import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emailError, normaliseLogin, passwordError, signUpErrors } from './account-rules.ts';

test('accepts a login of 3 to 64 characters and a password of 8 or more', () => {
  assert.equal(signUpErrors({ login: 'ana', password: 'correct horse' }), undefined);
  assert.equal(signUpErrors({ login: 'a'.repeat(64), password: '12345678' }), undefined);
  assert.equal(signUpErrors({ login: 'ana@example.com', password: 'пароль-мой' }), undefined);
});

test('reports each error at its field', () => {
  assert.equal(signUpErrors({ login: 'ab', password: '12345678' })?.login, 'too-short');
  assert.equal(signUpErrors({ login: 'a'.repeat(65), password: '12345678' })?.login, 'too-long');
  assert.equal(signUpErrors({ login: 'a na', password: '12345678' })?.login, 'characters');
  assert.equal(signUpErrors({ login: 'an\u200ba', password: '12345678' })?.login, 'characters');
  assert.equal(signUpErrors({ login: 'ana', password: '1234567' })?.password, 'too-short');
  assert.equal(signUpErrors({ login: 'ana', password: 'x'.repeat(257) })?.password, 'too-long');
  assert.equal(signUpErrors({ login: 'ana.silva', password: 'Ana.Silva' })?.password, 'is-name');
});

test('compares logins without case, outer spaces and Unicode form', () => {
  assert.equal(normaliseLogin(' Ana '), 'ana');
  assert.equal(normaliseLogin('Jose\u0301'), normaliseLogin('José'));
});

test('an e-mail address is optional, but must be valid', () => {
  assert.equal(signUpErrors({ login: 'ana', password: 'correct horse', email: '  ' }), undefined);
  assert.equal(signUpErrors({ login: 'ana', password: 'correct horse', email: 'Ana@Example.com' }), undefined);
  for (const email of ['ana', 'ana@', 'a na@example.com', `${'a'.repeat(250)}@example.com`])
    assert.equal(emailError(email), 'malformed', email);
});

test('rejects a password equal to the name or the address', () => {
  assert.equal(passwordError('ana@example.com', ['ana', 'Ana@example.com']), 'is-name');
  assert.equal(passwordError('correct horse', ['ana', undefined]), undefined);
});

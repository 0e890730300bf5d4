import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEmail, normaliseEmail } from './email-address.ts';

test('accepts addresses of all scripts', () => {
  for (const email of [
    'ana@example.com',
    'jörg@example.de',
    'user@exämple.de',
    'иван@пример.рф',
    '用户@例子.公司',
    'ana+shop@sub.example.co.uk',
    "o'brien@example.ie",
  ])
    assert.ok(isEmail(email), email);
});

test('rejects malformed addresses', () => {
  for (const email of [
    'ana',
    'ana@',
    '@example.com',
    'a na@example.com',
    'ana@exa mple.com',
    '<b>@example.com',
    'an\u202ea@example.com',
    'ana😀@example.com',
    'a@b@example.com',
    `${'ö'.repeat(33)}@example.com`,
    `ana@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(20)}.com`,
  ])
    assert.equal(isEmail(email), false, email);
});

test('normalises one mailbox to one form, however it is written', () => {
  for (const [one, other] of [
    ['Jörg@Exämple.de', 'jo\u0308rg@xn--exmple-cua.de'],
    [' ANA@example.com ', 'ana@EXAMPLE.com'],
  ] as const)
    assert.equal(normaliseEmail(one), normaliseEmail(other));
  assert.equal(normaliseEmail('ana@example.com'), 'ana@example.com');
  assert.equal(normaliseEmail('ana'), 'ana');
});

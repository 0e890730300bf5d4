import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import { guestOf, guestToken, guestTokenSeconds } from './guest-token.ts';

const key = createSecretKey(Buffer.alloc(32, 1));
const now = 1_800_000_000;
const token = guestToken(key, 'gina', now);

test('a token names its guest until it expires', () => {
  assert.equal(guestOf(key, token, now), 'gina');
  assert.equal(guestOf(key, token, now + guestTokenSeconds - 1), 'gina');
  assert.equal(guestOf(key, token, now + guestTokenSeconds), undefined);
});

test('a changed token, one of another key and anything else name nobody', () => {
  for (const other of [token.replace('gina', 'gwen'), `${token}x`, token.slice(0, -2), '', 'a.b.c', '..'])
    assert.equal(guestOf(key, other, now), undefined, other);
  const [person, , signature] = token.split('.');
  assert.equal(guestOf(key, `${person}.zzzzzzzz.${signature}`, now), undefined);
  assert.equal(guestOf(createSecretKey(Buffer.alloc(32, 2)), token, now), undefined);
});

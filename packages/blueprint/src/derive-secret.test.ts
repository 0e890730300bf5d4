import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deriveSecret } from './derive-secret.ts';

const root = Buffer.alloc(32, 7);

test('the same root and purpose always give the same secret: 32 bytes as base64url', () => {
  const secret = deriveSecret(root, 'database-password/order');
  assert.equal(secret, deriveSecret(Buffer.alloc(32, 7), 'database-password/order'));
  assert.equal(Buffer.from(secret, 'base64url').length, 32);
  assert.match(secret, /^[\w-]{43}$/);
});

test('what a shop derived before must never change: its data is locked with it', () => {
  assert.equal(deriveSecret(root, 'database-password/order'), 'lGldNVlihoRPOV_Hx26PFAyihuBAHVglIDZVAMCxvlY');
});

test('another purpose or another root gives another secret', () => {
  const secret = deriveSecret(root, 'database-password/order');
  assert.notEqual(secret, deriveSecret(root, 'database-password/payment'));
  assert.notEqual(secret, deriveSecret(Buffer.alloc(32, 8), 'database-password/order'));
});

test('a short root and an empty purpose are refused', () => {
  assert.throws(() => deriveSecret(Buffer.alloc(16), 'x'), /shorter than 32 bytes/);
  assert.throws(() => deriveSecret(root, ''), /needs a purpose/);
});

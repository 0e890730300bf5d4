import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deriveSecret } from './derive-secret.ts';

const root = Buffer.alloc(32, 7);

test('derives the same secret from the same root and purpose: 32 bytes as base64url', () => {
  const secret = deriveSecret(root, 'database-password/order');
  assert.equal(secret, deriveSecret(Buffer.alloc(32, 7), 'database-password/order'));
  assert.equal(Buffer.from(secret, 'base64url').length, 32);
  assert.match(secret, /^[\w-]{43}$/);
});

test('derived secrets never change between releases, because existing data is encrypted with them', () => {
  assert.equal(deriveSecret(root, 'database-password/order'), 'lGldNVlihoRPOV_Hx26PFAyihuBAHVglIDZVAMCxvlY');
});

test('derives another secret for another purpose or root', () => {
  const secret = deriveSecret(root, 'database-password/order');
  assert.notEqual(secret, deriveSecret(root, 'database-password/payment'));
  assert.notEqual(secret, deriveSecret(Buffer.alloc(32, 8), 'database-password/order'));
});

test('rejects a short root and an empty purpose', () => {
  assert.throws(() => deriveSecret(Buffer.alloc(16), 'x'), /shorter than 32 bytes/);
  assert.throws(() => deriveSecret(root, ''), /needs a purpose/);
});

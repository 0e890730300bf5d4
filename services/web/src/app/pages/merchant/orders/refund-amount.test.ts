import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRefund } from './refund-amount.ts';

const left = { amount: 2_500, currency: 'USD' };

test('an amount up to what is left is taken to the cent', () => {
  assert.deepEqual(readRefund('25.00', left, 'en-US', 1).amount, left);
  assert.deepEqual(readRefund('0.01', left, 'en-US', 1).amount, { amount: 1, currency: 'USD' });
  assert.deepEqual(readRefund('19,99', left, 'de-DE', 1).amount, { amount: 1_999, currency: 'USD' });
});

test('more than is left, nothing, and what is no amount are told apart', () => {
  assert.equal(readRefund('25.01', left, 'en-US', 1).fault, 'too-much');
  assert.equal(readRefund('0', left, 'en-US', 1).fault, 'nothing');
  for (const typed of ['', 'all', '-1', '1.001'])
    assert.equal(readRefund(typed, left, 'en-US', 1).fault, 'form', typed);
});

test('a part that the payment provider has no number for is refused where it is typed', () => {
  const dinars = { amount: 5_000, currency: 'KWD' };
  assert.equal(readRefund('1.234', dinars, 'en-US', 10).fault, 'step');
  assert.deepEqual(readRefund('1.230', dinars, 'en-US', 10).amount, { amount: 1_230, currency: 'KWD' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRefundAmount } from './refund-amount.ts';

const left = { amount: 2_500, currency: 'USD' };

test('accepts an amount up to the refundable one', () => {
  assert.deepEqual(parseRefundAmount('25.00', left, 'en-US', 1).amount, left);
  assert.deepEqual(parseRefundAmount('0.01', left, 'en-US', 1).amount, { amount: 1, currency: 'USD' });
  assert.deepEqual(parseRefundAmount('19,99', left, 'de-DE', 1).amount, { amount: 1_999, currency: 'USD' });
});

test('distinguishes too much, zero and invalid amounts', () => {
  assert.equal(parseRefundAmount('25.01', left, 'en-US', 1).error, 'too-much');
  assert.equal(parseRefundAmount('0', left, 'en-US', 1).error, 'nothing');
  for (const typed of ['', 'all', '-1', '1.001'])
    assert.equal(parseRefundAmount(typed, left, 'en-US', 1).error, 'form', typed);
});

test('rejects an amount that the payment provider can’t represent', () => {
  const dinars = { amount: 5_000, currency: 'KWD' };
  assert.equal(parseRefundAmount('1.234', dinars, 'en-US', 10).error, 'step');
  assert.deepEqual(parseRefundAmount('1.230', dinars, 'en-US', 10).amount, { amount: 1_230, currency: 'KWD' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CheckoutAttempt, clearAttempt, loadAttempt, saveAttempt } from './checkout-attempt.ts';

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

const attempt: CheckoutAttempt = {
  owner: 'ada',
  key: 'k1',
  body: {
    cartVersion: 'v1',
    expectedTotal: { amount: 2_000, currency: 'USD' },
    shippingAddress: { name: 'Ada', line1: '1 Road', city: 'London', postalCode: 'SW1', country: 'GB' },
    payment: { method: 'card', token: 'tok_ok' },
  },
};

test('an attempt and its key survive a reload until it is settled', () => {
  const kept = storage();
  saveAttempt(kept, attempt);
  assert.deepEqual(loadAttempt(kept, 'ada'), attempt);
  clearAttempt(kept);
  assert.equal(loadAttempt(kept, 'ada'), undefined);
});

test("ignores another customer's attempt and invalid data", () => {
  const kept = storage();
  saveAttempt(kept, attempt);
  assert.equal(loadAttempt(kept, 'bob'), undefined);
  kept.setItem('checkout-attempt', '{broken');
  assert.equal(loadAttempt(kept, 'ada'), undefined);
});

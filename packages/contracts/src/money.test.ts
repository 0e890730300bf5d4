import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Money, sameMoney, sum, times } from './money.ts';

const usd = (amount: number): Money => ({ amount, currency: 'USD' });

test('accepts an integer of minor units and a currency code', () => {
  assert.deepEqual(Money.parse(usd(1999)), usd(1999));
  for (const bad of [usd(19.99), usd(2 ** 53), usd(Number.NaN), { amount: '1999', currency: 'USD' }])
    assert.equal(Money.safeParse(bad).success, false);
  for (const currency of ['usd', 'US', 'USDX', ''])
    assert.equal(Money.safeParse({ amount: 1, currency }).success, false);
});

test('multiplies and adds money exactly, within one currency', () => {
  assert.deepEqual(times(usd(1999), 3), usd(5997));
  assert.deepEqual(sum('USD', [usd(10), usd(20)]), usd(30));
  assert.deepEqual(sum('USD', []), usd(0));
  assert.throws(() => sum('USD', [usd(10), { amount: 1, currency: 'EUR' }]), /cannot add EUR to USD/);
});

test('compares amount and currency', () => {
  assert.ok(sameMoney(usd(1), usd(1)));
  assert.ok(!sameMoney(usd(1), usd(2)));
  assert.ok(!sameMoney(usd(1), { amount: 1, currency: 'EUR' }));
});

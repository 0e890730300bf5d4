import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '../limits.ts';
import { amountRules, worthOfDollars } from './amount-rules.ts';
import { currencyCodes } from './iso-4217.ts';
import { largestCharge, paymentProviders, toProvider } from './provider-amounts.ts';

const each = currencyCodes.flatMap((currency) => paymentProviders.map((provider) => ({ currency, provider })));

test('keeps the limits for dollars', () => {
  assert.deepEqual(amountRules('USD'), {
    price: { min: 1, max: 1_000_000 },
    orderTotal: { min: 1_000, max: 1_000_000 },
    step: 1,
  });
  assert.deepEqual(amountRules('EUR', 'stripe'), amountRules('USD'));
});

test('allows goods of 5 to 900 dollars in every currency', () => {
  for (const currency of ['VND', 'IDR', 'KRW', 'JPY', 'KWD', 'HUF', 'LAK', 'UZS', 'LBP'])
    for (const dollars of [5, 50, 900]) {
      const { price, orderTotal } = amountRules(currency);
      const amount = worthOfDollars(dollars, currency);
      assert.ok(amount <= price.max && amount <= orderTotal.max, `${currency} ${amount}`);
      if (dollars >= 50) assert.ok(amount >= orderTotal.min, `${currency} ${amount}`);
    }
  assert.equal(amountRules('VND', 'stripe').orderTotal.max, 99_999_999);
  assert.equal(amountRules('IDR', 'stripe').orderTotal.max, 10_000_000_000);
});

test('limits of every currency are ordered, chargeable, and exact in the largest cart', () => {
  for (const { currency, provider } of each) {
    const { price, orderTotal, step } = amountRules(currency, provider);
    const about = `${currency} at ${provider}`;
    assert.ok(price.min < price.max && orderTotal.min < orderTotal.max, about);
    for (const amount of [price.min, price.max, orderTotal.min, orderTotal.max]) {
      assert.equal(amount % step, 0, about);
      assert.ok(amount <= largestCharge(provider, currency) && amount <= limits.amount.max, about);
      assert.notEqual(toProvider(provider, { amount, currency }), undefined, about);
    }
  }
  assert.ok(Number.isSafeInteger(limits.amount.max * limits.cartQuantity.max * limits.cartLines));
});

test("applies the shop's own limits, with a minimum that never exceeds the maximum", () => {
  assert.deepEqual(amountRules('VND', 'stripe', { maxPrice: 7, minOrderTotal: 5, maxOrderTotal: 9 }), {
    price: { min: 1, max: 7 },
    orderTotal: { min: 5, max: 9 },
    step: 1,
  });
  assert.deepEqual(amountRules('USD', 'stripe', { minOrderTotal: 2_000_000 }).orderTotal, {
    min: 2_000_000,
    max: 2_000_000,
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMoneyInput, parseMoney } from './parse-money.ts';

test('parses a price from its digits, without floats', () => {
  for (const [typed, minor] of [
    ['12.50', 1250],
    ['12.5', 1250],
    ['12', 1200],
    ['0.29', 29],
    ['4.35', 435],
    ['1.1', 110],
    ['8.95', 895],
    ['1,234.56', 123456],
    ['10,000', 1000000],
    ['$ 1,234.56', 123456],
    ['1234.56 USD', 123456],
    [' 19.99 ', 1999],
    ['0', 0],
  ] as const)
    assert.equal(parseMoney(typed, 'en-US', 'USD'), minor, typed);
});

test('uses the separators of the locale', () => {
  assert.equal(parseMoney('1.234,56 €', 'de-DE', 'EUR'), 123456);
  assert.equal(parseMoney('1.234', 'de-DE', 'EUR'), 123400);
  assert.equal(parseMoney('1’234.50', 'de-CH', 'CHF'), 123450);
  assert.equal(parseMoney('1234,5', 'de-AT', 'EUR'), 123450);
  assert.equal(parseMoney('1,234', 'en-US', 'USD'), 123400);
});

test('accepts the other decimal separator where it is unambiguous', () => {
  assert.equal(parseMoney('12.50', 'de-DE', 'EUR'), 1250);
  assert.equal(parseMoney('12,50', 'en-US', 'USD'), 1250);
});

test('rejects invalid and ambiguous amounts', () => {
  for (const typed of [
    '',
    '.',
    '12.',
    ',5',
    '12.345',
    '1,23,456',
    '1.2.3',
    '-5',
    '1e3',
    'abc',
    '0x10',
    '1 2,34,5',
    '٣',
  ])
    assert.equal(parseMoney(typed, 'en-US', 'USD'), undefined, typed);
  assert.equal(parseMoney('1234567890123', 'en-US', 'USD'), undefined);
});

test('accepts as many decimals as the currency has', () => {
  assert.equal(parseMoney('1,200', 'en-US', 'JPY'), 1200);
  assert.equal(parseMoney('12.5', 'en-US', 'JPY'), undefined);
  assert.equal(parseMoney('1.234', 'en-US', 'KWD'), 1234);
  assert.equal(formatMoneyInput(1200, 'en-US', 'JPY'), '1200');
});

test('parses every formatted amount back to the same amount', () => {
  for (const [locale, currency] of [
    ['en-US', 'USD'],
    ['de-DE', 'EUR'],
    ['de-CH', 'CHF'],
    ['en-US', 'JPY'],
  ] as const)
    for (const amount of [0, 1, 9, 10, 99, 100, 101, 435, 999, 1_000, 123_456, 999_999, 1_000_000])
      assert.equal(parseMoney(formatMoneyInput(amount, locale, currency), locale, currency), amount);
  assert.equal(formatMoneyInput(5, 'de-DE', 'EUR'), '0,05');
});

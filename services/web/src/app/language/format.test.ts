import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFormat } from './format.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('formats money for the locale, with the minor units of each currency', () => {
  for (const [locale, amount, currency, text] of [
    ['en-US', 123_456, 'USD', '$1,234.56'],
    ['de-DE', 123_456, 'EUR', '1.234,56 €'],
    ['en-US', 1_500, 'JPY', '¥1,500'],
    ['de', 0, 'USD', '0,00 $'],
    ['en', 12_345, 'KWD', 'KWD 12.345'],
    ['en', 200_000, 'HUF', 'HUF 2,000.00'],
    ['de-DE', 15_000_000, 'IDR', '150.000,00 IDR'],
  ] as const)
    assert.equal(plain(createFormat(locale).money({ amount, currency })), text);
});

test('formats dates for the locale', () => {
  const at = '2026-11-25T12:00:00.000Z';
  assert.equal(createFormat('en-US').date(at), 'Nov 25, 2026');
  assert.equal(createFormat('de-DE').date(at), '25.11.2026');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

interface CardRules {
  formatExpiry(text: string): string;
  expiryOf(text: string): { month: number; year: number } | undefined;
}
// A script of the browser's, without types.
const { formatExpiry, expiryOf }: CardRules = await import(new URL('card-rules.js', import.meta.url).href);

/** Key by key, as the field is rewritten after each. */
const typing = (text: string) => [...text].reduce((value, key) => formatExpiry(value + key), '');

test('a date is understood however it is written: typed, pasted or filled in', () => {
  for (const text of [
    '1/31',
    '1 / 31',
    '01/31',
    '01 / 31',
    '0131',
    '131',
    '01 / 2031',
    '1/2031',
    '012031',
    '1-31',
    '01.31',
  ]) {
    assert.equal(typing(text), '01 / 31', `${text} typed`);
    assert.equal(formatExpiry(text), '01 / 31', `${text} pasted`);
    assert.deepEqual(expiryOf(text), { month: 1, year: 2031 }, text);
  }
  assert.equal(formatExpiry('2031-01'), '01 / 31', 'as a field of a month has it');
  for (const text of ['12/31', '1231', '12 / 2031', '12/2031']) assert.equal(typing(text), '12 / 31', text);
  for (const text of ['4/20', '420', '0420']) assert.equal(typing(text), '04 / 20', text);
});

test('what is half typed stays so, and is no date yet', () => {
  for (const [text, shown] of [
    ['', ''],
    ['1', '1'],
    ['1/', '01 / '],
    ['4', '04'],
    ['12', '12'],
    ['12/', '12 / '],
    ['01 / 203', '01 / 203'],
    ['00/31', '00 / 31'],
  ] as const) {
    assert.equal(typing(text), shown, text);
    assert.equal(expiryOf(text), undefined, text);
  }
});

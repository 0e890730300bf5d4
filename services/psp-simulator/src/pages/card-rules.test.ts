import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardTexts } from '../domain/card-form-texts.ts';

interface CardRules {
  formatExpiry(text: string): string;
  expiryOf(text: string): { month: number; year: number } | undefined;
  errorOf: Record<string, (input: Record<string, string>, today: Date) => string>;
}
// A browser script without types.
const { formatExpiry, expiryOf, errorOf }: CardRules = await import(new URL('card-rules.js', import.meta.url).href);

/** Types text key by key; the field is reformatted after each. */
const typing = (text: string) => [...text].reduce((value, key) => formatExpiry(value + key), '');

test('accepts dates in all formats: typed, pasted or autofilled', () => {
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
  assert.equal(formatExpiry('2031-01'), '01 / 31', 'as autofilled');
  for (const text of ['12/31', '1231', '12 / 2031', '12/2031']) assert.equal(typing(text), '12 / 31', text);
  for (const text of ['4/20', '420', '0420']) assert.equal(typing(text), '04 / 20', text);
});

test('keeps incomplete input, which is not a date yet', () => {
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

test('every error has a text', () => {
  const today = new Date('2026-06-01');
  const errors = [
    errorOf.number?.({ number: '' }, today),
    errorOf.number?.({ number: '4242 4242 4242 4241' }, today),
    errorOf.expiry?.({ expiry: '' }, today),
    errorOf.expiry?.({ expiry: '13' }, today),
    errorOf.expiry?.({ expiry: '05 / 26' }, today),
    errorOf.cvc?.({ number: '4242', cvc: '' }, today),
    errorOf.cvc?.({ number: '4242', cvc: '12' }, today),
    errorOf.cvc?.({ number: '3782', cvc: '123' }, today),
  ];
  for (const error of errors) assert.ok(cardTexts.en.errors[error ?? ''], error);
  assert.equal(errorOf.number?.({ number: '4242 4242 4242 4242' }, today), '');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderNumberPattern } from '@mambogo/contracts/api/order-number.ts';
import { newOrderNumber } from './order-number.ts';

const now = new Date('2026-11-28T12:00:30Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
/** All numbers that a minute has. */
const numbersOf = (minute: Date) => Array.from({ length: 65_536 }, (_, drawn) => newOrderNumber(minute, () => drawn));

test('numbers have the form the API names', () => {
  for (let i = 0; i < 1_000; i++) assert.match(newOrderNumber(now), orderNumberPattern);
  for (const year of [2025, 2056, 2057, 2100])
    assert.match(newOrderNumber(new Date(Date.UTC(year, 11, 31))), orderNumberPattern);
});

test('a minute has 65,536 numbers, and none of them is of another minute', () => {
  const all = [0, 1, 2, 60 * 24 * 365].flatMap((minutes) => numbersOf(minutesLater(minutes)));
  assert.equal(new Set(all).size, 4 * 65_536);
});

test('numbers are neither in order nor alike', () => {
  const drawn = new Set(Array.from({ length: 1_000 }, () => newOrderNumber(now)));
  assert.ok(drawn.size > 950, `${drawn.size} of 1,000 were different`);
  const numbers = [...drawn];
  const rising = numbers.filter((number, i) => i > 0 && number > (numbers[i - 1] ?? '')).length / numbers.length;
  assert.ok(rising > 0.4 && rising < 0.6, `${rising} of them were higher than the one before`);
  // About 1,000 draws of 32 characters at each place: every one of them comes up.
  for (let place = 1; place <= 8; place++) assert.equal(new Set(numbers.map((number) => number[place])).size, 32);
});

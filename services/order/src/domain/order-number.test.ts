import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderNumberPattern } from '@mambogo/contracts/api/order-number.ts';
import { newOrderNumber } from './order-number.ts';

test('numbers have the form the API names', () => {
  for (let i = 0; i < 1_000; i++) assert.match(newOrderNumber(), orderNumberPattern);
  assert.equal(
    newOrderNumber(() => 0),
    'M00000000',
  );
  assert.equal(
    newOrderNumber((below) => below - 1),
    'MZZZZZZZZ',
  );
});

test('numbers are neither in order nor alike', () => {
  const numbers = Array.from({ length: 1_000 }, () => newOrderNumber());
  assert.equal(new Set(numbers).size, 1_000);
  const rising = numbers.filter((number, i) => i > 0 && number > (numbers[i - 1] ?? '')).length;
  assert.ok(rising > 400 && rising < 600, `${rising} of 999 were higher than the one before`);
  // 1,000 draws of 32 characters at each place: every one of them comes up.
  for (let place = 1; place <= 8; place++) assert.equal(new Set(numbers.map((number) => number[place])).size, 32);
});

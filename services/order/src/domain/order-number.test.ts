import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderNumberOf, orderNumberPattern, typedOrderNumber } from '@mambogo/contracts/api/order-number.ts';
import { drawBlock, newOrderNumber } from './order-number.ts';

/** Some of the numbers of a block. */
const numbersOf = (block: number) => Array.from({ length: 65_536 }, (_, drawn) => newOrderNumber(block, () => drawn));

test('numbers match the pattern of the API', () => {
  for (let i = 0; i < 1_000; i++) assert.match(newOrderNumber(drawBlock()), orderNumberPattern);
  for (const draw of [() => 0, (below: number) => below - 1])
    assert.match(newOrderNumber(drawBlock(draw), draw), orderNumberPattern);
});

test('blocks have no number in common', () => {
  const all = [0, 1, 2, drawBlock((below) => below - 1)].flatMap(numbersOf);
  assert.equal(new Set(all).size, 4 * 65_536);
});

test('numbers are neither sequential nor similar', () => {
  const numbers = Array.from({ length: 1_000 }, (_, drawn) => newOrderNumber(7, () => drawn * 997));
  assert.equal(new Set(numbers).size, 1_000);
  const rising = numbers.filter((number, i) => i > 0 && number > (numbers[i - 1] ?? '')).length / numbers.length;
  assert.ok(rising > 0.4 && rising < 0.6, `${rising} of the numbers are higher than the one before`);
  // 1,000 numbers: each of the 32 characters occurs in each position.
  for (let digit = 1; digit <= 8; digit++) assert.equal(new Set(numbers.map((number) => number[digit])).size, 32);
});

test('a typed number is accepted with or without its M and in any case, and anything else is rejected', () => {
  for (const typed of ['M7K3QW910', 'm7k3qw910', '7k3qw910', '7K3QW910']) {
    assert.match(typed, typedOrderNumber);
    assert.equal(orderNumberOf(typed), 'M7K3QW910');
  }
  assert.equal(orderNumberOf('1042'), 'M1042');
  assert.equal(orderNumberOf('M7K3QW91'), 'MM7K3QW91', 'the eight characters may begin with an M');
  for (const typed of ['', 'M', '7K3', 'M7K3QW9U0', 'MM7K3QW9100', "1' or 1"])
    assert.doesNotMatch(typed, typedOrderNumber);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLocalCounts } from './local-counts.ts';

function counts(maxKeys?: number) {
  const clock = { time: 0 };
  return { clock, counts: createLocalCounts(60_000, { now: () => clock.time, ...(maxKeys ? { maxKeys } : {}) }) };
}
const increments = (times: number, one: () => { count: number }) => Array.from({ length: times }, () => one().count);

test('a window begins with the first request and ends a minute later', () => {
  const { clock, counts: local } = counts();
  assert.deepEqual(
    increments(2, () => local.increment('a', 5)),
    [1, 2],
  );
  clock.time = 59_999;
  assert.deepEqual(local.increment('a', 5), { count: 3, remainingMs: 1 });
  clock.time = 60_000;
  assert.deepEqual(local.increment('a', 5), { count: 1, remainingMs: 60_000 });
});

test('does not count rejected requests, so that a raised limit applies at once', () => {
  const { counts: local } = counts();
  assert.deepEqual(
    increments(5, () => local.increment('a', 2)),
    [1, 2, 3, 3, 3],
  );
  assert.equal(local.increment('a', 10).count, 4);
});

test('the shared count raises the local one and never lowers it', () => {
  const { counts: local } = counts();
  local.increment('a', 100);
  local.raise('a', 40, 60_000);
  assert.equal(local.increment('a', 100).count, 41);
  local.raise('a', 1, 60_000);
  assert.equal(local.increment('a', 100).count, 42, 'a Redis that lost its counts resets nothing');
});

test("the shared window's end applies if it is earlier", () => {
  const { clock, counts: local } = counts();
  local.increment('a', 100);
  local.raise('a', 1, 90_000);
  assert.equal(local.increment('a', 100).remainingMs, 60_000);
  local.raise('a', 1, 10_000);
  clock.time = 10_000;
  assert.equal(local.increment('a', 100).count, 1);
});

test('a shared window that has just ended does not carry its count into the next one', () => {
  const { clock, counts: local } = counts();
  local.increment('a', 30);
  clock.time = 60_000;
  local.increment('a', 30);
  local.raise('a', 21, 0);
  assert.deepEqual(local.increment('a', 30), { count: 2, remainingMs: 60_000 });
});

test('memory is bounded: evicts ended windows, and beyond the cap the oldest', () => {
  const { clock, counts: local } = counts(3);
  for (const key of ['a', 'b', 'c', 'd', 'e']) local.increment(key, 5);
  assert.equal(local.size(), 3);
  assert.equal(local.increment('e', 5).count, 2);
  clock.time = 60_000;
  local.increment('f', 5);
  assert.equal(local.size(), 1);
});

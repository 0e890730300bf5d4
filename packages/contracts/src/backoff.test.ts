import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff, noJitter } from './backoff.ts';

const policy = { first: 100, longest: 1_000 };

test('doubles from the first delay up to the longest', () => {
  const delays = [1, 2, 3, 4, 5, 1_000].map((failures) => backoff(failures, policy, noJitter));
  assert.deepEqual(delays, [100, 200, 400, 800, 1_000, 1_000]);
  assert.equal(backoff(0, policy, noJitter), 100);
});

test('takes up to half off at random', () => {
  assert.deepEqual(
    [0, 0.5, 1].map((random) => backoff(2, policy, () => random)),
    [200, 150, 100],
  );
  const delays = Array.from({ length: 200 }, () => backoff(3, policy));
  assert.ok(delays.every((delay) => delay > 200 && delay <= 400));
  assert.ok(new Set(delays).size > 100, 'those that failed together spread');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitUntil } from '../../testing/wait-until.ts';
import { createWorkQueue } from './work-queue.ts';

test('processes a key by one worker at a time, and once more when it was added meanwhile', async () => {
  const [now, most, turns] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const queue = createWorkQueue({
    async process(key) {
      now.set(key, (now.get(key) ?? 0) + 1);
      most.set(key, Math.max(most.get(key) ?? 0, now.get(key) ?? 0));
      await new Promise((resolve) => setTimeout(resolve, 5));
      now.set(key, (now.get(key) ?? 0) - 1);
      turns.set(key, (turns.get(key) ?? 0) + 1);
      return undefined;
    },
    onFailure: () => assert.fail('nothing fails here'),
  });
  queue.start(4);
  for (let round = 0; round < 3; round += 1) for (const key of ['a', 'b']) queue.add(key);
  await waitUntil(() => queue.size() === 0);
  assert.deepEqual(
    [...most],
    [
      ['a', 1],
      ['b', 1],
    ],
  );
  assert.deepEqual(
    [...turns],
    [
      ['a', 2],
      ['b', 2],
    ],
  );
  await queue.stop();
});

test('retries failures with doubling delays, and resets them on success', async () => {
  const pauses: number[] = [];
  let left = 4;
  const queue = createWorkQueue({
    async process() {
      left -= 1;
      if (left > 0) throw new Error('not yet');
      return undefined;
    },
    onFailure: (_key, _error, pause) => pauses.push(pause),
    baseDelayMs: 8,
    maxDelayMs: 16,
  });
  queue.start(1);
  queue.add('a');
  await waitUntil(() => left === 0);
  await queue.stop();
  assert.equal(pauses.length, 3);
  const [first = 0, second = 0, third = 0] = pauses;
  assert.ok(first >= 4 && first <= 8 && second >= 8 && second <= 16 && third >= 8 && third <= 16, String(pauses));
});

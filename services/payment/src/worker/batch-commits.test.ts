import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchCommits } from './batch-commits.ts';

test('items submitted during a commit share the next one', async () => {
  const groups: (readonly number[])[] = [];
  const submit = batchCommits<number>(async (group) => {
    groups.push(group);
    await new Promise(setImmediate);
  });
  await Promise.all([1, 2, 3, 4].map(submit));
  assert.deepEqual(groups, [[1], [2, 3, 4]]);
});

test('a bad item does not fail the rest of its group', async () => {
  const done: number[] = [];
  const submit = batchCommits<number>(async (group) => {
    await new Promise(setImmediate);
    if (group.includes(3)) throw new Error('three');
    done.push(...group);
  });
  const results = await Promise.allSettled([1, 2, 3, 4].map(submit));
  assert.deepEqual(done, [1, 2, 4]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyedMutex } from './keyed-mutex.ts';

test('runs tasks of a key in order, even if one fails; other keys do not wait', async () => {
  const mutex = keyedMutex();
  const done: string[] = [];
  let finishFirst = () => {};
  const first = mutex(
    'a',
    () =>
      new Promise<void>((_, reject) => {
        finishFirst = () => reject(new Error('no'));
      }),
  );
  const second = mutex('a', async () => done.push('a2'));
  await mutex('b', async () => done.push('b1'));
  assert.deepEqual(done, ['b1']);
  finishFirst();
  await assert.rejects(first, /no/);
  await second;
  assert.deepEqual(done, ['b1', 'a2']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyedMutex } from './keyed-mutex.ts';

test('work on a key waits for what came before, even when that fails; other keys do not', async () => {
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tryLock, withLock } from './runner-lock.ts';

const name = (what: string) => `test/${process.pid}/${what}`;

test('returns the holder to a second process until the lock is released', async () => {
  const first = await tryLock(name('a'));
  assert.ok('release' in first);
  assert.deepEqual(await tryLock(name('a')), { heldBy: String(process.pid), leaving: false });
  await first.release();
  const again = await tryLock(name('a'));
  assert.ok('release' in again);
  await again.release();
});

test('serializes tasks under one lock, also after a failure', async () => {
  let under = 0;
  let most = 0;
  const work = async (fails: boolean) => {
    most = Math.max(most, ++under);
    await new Promise((resolve) => setImmediate(resolve));
    under -= 1;
    if (fails) throw new Error('it failed');
  };
  const outcomes = await Promise.allSettled(
    [true, false, false].map((fails) => withLock(name('b'), () => work(fails))),
  );
  assert.equal(most, 1);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['rejected', 'fulfilled', 'fulfilled'],
  );
});

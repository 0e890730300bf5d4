import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '@mambogo/service/http/problem.ts';
import { createBulkhead } from './bulkhead.ts';

const settings = { concurrency: 3, clientConcurrency: 2, clientQueue: 2, waitMs: 5_000 };
const isLimited = (error: unknown) => error instanceof Problem && error.slug === 'concurrency-limited';
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a client gets its share, then its queue, then a rejection; others get the remaining slots', async () => {
  const bulkhead = createBulkhead(settings);
  const acquired = [await bulkhead.acquire('a'), await bulkhead.acquire('a')];
  const queued = [bulkhead.acquire('a'), bulkhead.acquire('a')];
  await assert.rejects(bulkhead.acquire('a'), isLimited);
  const other = await bulkhead.acquire('b');
  assert.deepEqual(bulkhead.load(), { active: 3, waiting: 2 });
  for (const release of [...acquired, other]) release();
  for (const release of await Promise.all(queued)) release();
  assert.deepEqual(bulkhead.load(), { active: 0, waiting: 0 });
});

test('free slots go to the clients in turn', async () => {
  const bulkhead = createBulkhead({ ...settings, concurrency: 1, clientQueue: 10 });
  const order: string[] = [];
  let release = await bulkhead.acquire('a');
  for (const name of ['a', 'a', 'a', 'b', 'b', 'c'])
    void bulkhead.acquire(name).then((given) => {
      order.push(name);
      release = given;
    });
  for (let count = 0; count < 6; count++) {
    release();
    await settled();
  }
  assert.equal(order.join(''), 'abcaba');
});

test('a call that is aborted or waits too long leaves the queue', async () => {
  const bulkhead = createBulkhead({ ...settings, concurrency: 1, waitMs: 20 });
  const release = await bulkhead.acquire('a');
  const gone = new AbortController();
  const left = bulkhead.acquire('a', gone.signal);
  gone.abort(new Error('gone'));
  await assert.rejects(left, /gone/);
  await assert.rejects(bulkhead.acquire('b'), isLimited);
  assert.deepEqual(bulkhead.load(), { active: 1, waiting: 0 });
  release();
  release();
  assert.deepEqual(bulkhead.load(), { active: 0, waiting: 0 });
});

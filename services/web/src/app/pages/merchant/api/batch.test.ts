import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBatch } from './batch.ts';

test('joins simultaneous requests into one, with unique ids and a maximum size', async () => {
  const requests: (readonly string[])[] = [];
  const load = createBatch<string>(2, async (ids) => {
    requests.push(ids);
    return new Map(ids.filter((id) => id !== 'none').map((id) => [id, id.toUpperCase()]));
  });
  assert.deepEqual(await Promise.all(['a', 'b', 'a', 'none'].map(load)), ['A', 'B', 'A', undefined]);
  assert.deepEqual(requests, [['a', 'b'], ['none']]);
  assert.equal(await load('a'), 'A');
  assert.equal(requests.length, 3);
});

test('rejects all callers of a failed request, and sends the next one again', async () => {
  let fails = true;
  const load = createBatch<string>(9, async (ids) => {
    if (fails) throw new Error('away');
    return new Map(ids.map((id) => [id, id]));
  });
  await assert.rejects(load('a'), /away/);
  fails = false;
  assert.equal(await load('a'), 'a');
});

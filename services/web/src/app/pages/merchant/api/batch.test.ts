import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBatch } from './batch.ts';

test('what is asked for at once is one question, with each id once and no more than there may be', async () => {
  const asked: (readonly string[])[] = [];
  const load = createBatch<string>(2, async (ids) => {
    asked.push(ids);
    return new Map(ids.filter((id) => id !== 'none').map((id) => [id, id.toUpperCase()]));
  });
  assert.deepEqual(await Promise.all(['a', 'b', 'a', 'none'].map(load)), ['A', 'B', 'A', undefined]);
  assert.deepEqual(asked, [['a', 'b'], ['none']]);
  assert.equal(await load('a'), 'A');
  assert.equal(asked.length, 3);
});

test('a question that fails fails for who asked, and the next is asked again', async () => {
  let fails = true;
  const load = createBatch<string>(9, async (ids) => {
    if (fails) throw new Error('away');
    return new Map(ids.map((id) => [id, id]));
  });
  await assert.rejects(load('a'), /away/);
  fails = false;
  assert.equal(await load('a'), 'a');
});

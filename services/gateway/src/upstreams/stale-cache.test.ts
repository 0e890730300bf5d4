import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { createStaleCache } from './stale-cache.ts';

const through = (answers: ReturnType<typeof createStaleCache>, url: string, body: Iterable<Buffer>) =>
  pipeline(Readable.from(body), answers.record(url, { etag: '"1"' }), async (passed) => {
    for await (const _ of passed);
  });

test('finds a completed response with its headers', async () => {
  const answers = createStaleCache(1);
  await through(answers, '/a', [Buffer.from('one'), Buffer.from('two')]);
  const found = answers.find('/a');
  assert.equal(found?.body.toString(), 'onetwo');
  assert.deepEqual(found?.headers, { etag: '"1"' });
  assert.equal(answers.find('/b'), undefined);
});

test('does not cache an interrupted response', async () => {
  const answers = createStaleCache(1);
  function* broken() {
    yield Buffer.from('one');
    throw new Error('gone');
  }
  await assert.rejects(through(answers, '/a', broken()));
  assert.equal(answers.find('/a'), undefined);
});

test('a 304 resets the age of the response it confirms, and of no other', async () => {
  let time = 0;
  const answers = createStaleCache(1, undefined, () => time);
  await through(answers, '/a', [Buffer.from('one')]);
  time = 30_000;
  answers.confirm('/a', '"2"');
  answers.confirm('/b', '"1"');
  assert.equal(answers.find('/a')?.ageSeconds, 30);
  assert.equal(answers.find('/b'), undefined);
  answers.confirm('/a', '"1"');
  assert.equal(answers.find('/a')?.ageSeconds, 0);
});

test('memory is bounded: skips large responses, and evicts the least recently used', async () => {
  const answers = createStaleCache(1, { total: 3_000, single: 1_000 });
  await through(answers, '/large', [Buffer.alloc(1_001)]);
  assert.equal(answers.find('/large'), undefined);
  for (const url of ['/1', '/2', '/3']) await through(answers, url, [Buffer.alloc(900)]);
  assert.equal(answers.find('/1'), undefined);
  assert.notEqual(answers.find('/3'), undefined);
});

test('a response is fresh for a moment, until a write', async () => {
  let time = 5;
  const answers = createStaleCache(1, undefined, () => time);
  await through(answers, '/a', [Buffer.from('one')]);
  time = 1_004;
  assert.equal(answers.findFresh('/a')?.body.toString(), 'one');
  time = 1_005;
  assert.equal(answers.findFresh('/a'), undefined);
  assert.notEqual(answers.find('/a'), undefined);

  await through(answers, '/a', [Buffer.from('two')]);
  time = 1_006;
  answers.invalidate();
  assert.equal(answers.findFresh('/a'), undefined);
  time = 1_007;
  await through(answers, '/a', [Buffer.from('three')]);
  assert.equal(answers.findFresh('/a')?.body.toString(), 'three');
});

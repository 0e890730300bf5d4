import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { createLastGoodAnswers } from './last-good-answers.ts';

const through = (answers: ReturnType<typeof createLastGoodAnswers>, url: string, body: Iterable<Buffer>) =>
  pipeline(Readable.from(body), answers.record(url, { etag: '"1"' }), async (passed) => {
    for await (const _ of passed);
  });

test('an answer that ended well is found again, with its headers', async () => {
  const answers = createLastGoodAnswers();
  await through(answers, '/a', [Buffer.from('one'), Buffer.from('two')]);
  const found = answers.find('/a');
  assert.equal(found?.body.toString(), 'onetwo');
  assert.deepEqual(found?.headers, { etag: '"1"' });
  assert.equal(answers.find('/b'), undefined);
});

test('an answer that broke off is not remembered', async () => {
  const answers = createLastGoodAnswers();
  function* broken() {
    yield Buffer.from('one');
    throw new Error('gone');
  }
  await assert.rejects(through(answers, '/a', broken()));
  assert.equal(answers.find('/a'), undefined);
});

test('memory is bounded: too large answers are left out, the least used leave first', async () => {
  const answers = createLastGoodAnswers({ total: 3_000, single: 1_000 });
  await through(answers, '/large', [Buffer.alloc(1_001)]);
  assert.equal(answers.find('/large'), undefined);
  for (const url of ['/1', '/2', '/3']) await through(answers, url, [Buffer.alloc(900)]);
  assert.equal(answers.find('/1'), undefined);
  assert.notEqual(answers.find('/3'), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDeadLetterSearch } from './dead-letter-search.ts';

const read = (text: string) => readDeadLetterSearch(new URLSearchParams(text));

test('selects waiting dead letters unless the URL has another status', () => {
  assert.deepEqual(read(''), { service: undefined, status: 'waiting' });
  assert.deepEqual(read('status=lost&service=web'), { service: undefined, status: 'waiting' });
  assert.deepEqual(read('status=any&service=cart'), { service: 'cart', status: undefined });
  assert.deepEqual(read('status=discarded'), { service: undefined, status: 'discarded' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { sizeProblem } from './limit-size.ts';

const headers = (count: number, bytes = 10): string[] =>
  Array.from({ length: count }, (_, at) => [`x-${at}`, 'v'.repeat(bytes)]).flat();
const slug = (url: string, raw: readonly string[] = []) => sizeProblem(url, raw)?.slug;

test('50 headers pass, one more does not', () => {
  assert.equal(slug('/', headers(50)), undefined);
  assert.equal(slug('/', headers(51)), 'headers-too-large');
});

test('8 KB of headers pass, more does not', () => {
  assert.equal(slug('/', headers(2, 4_000)), undefined);
  assert.equal(slug('/', headers(2, 4_100)), 'headers-too-large');
});

test('accepts 32 KB of foreign cookies besides 8 KB of other headers', () => {
  const cookie = (bytes: number) => ['Cookie', 'a'.repeat(bytes)];
  assert.equal(slug('/', [...headers(2, 4_000), ...cookie(9_000)]), undefined);
  assert.equal(slug('/', cookie(32_700)), undefined);
  assert.equal(slug('/', cookie(32_800)), 'headers-too-large');
});

test('20 query parameters pass, one more does not', () => {
  const query = (count: number) =>
    `${listProducts.path}?${Array.from({ length: count }, (_, at) => `p${at}=1`).join('&')}`;
  assert.equal(slug(query(20)), undefined);
  assert.equal(slug(query(21)), 'validation');
  assert.equal(slug(listProducts.path), undefined);
  assert.equal(slug(`/?${'&'.repeat(8_000)}`), 'validation');
});

test('a path of 2,048 characters passes, a longer one does not', () => {
  assert.equal(slug(`/${'a'.repeat(2_047)}`), undefined);
  assert.equal(slug(`/${'a'.repeat(2_048)}`), 'address-too-long');
});

test('rejects repeated single-value headers', () => {
  assert.equal(slug('/', ['Authorization', 'Bearer a', 'authorization', 'Bearer b']), 'validation');
  assert.equal(slug('/', ['Host', 'a', 'host', 'b']), 'validation');
  assert.equal(slug('/', ['accept', 'a', 'accept', 'b']), undefined);
});

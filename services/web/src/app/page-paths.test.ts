import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageAt } from './page-paths.ts';

test('recognizes the paths of pages', () => {
  assert.equal(pageAt('/orders/1'), 'order');
  assert.equal(pageAt('/'), 'home');
  for (const path of [
    '/',
    '/cart',
    '/cart/',
    '/category/tea',
    '/product/1',
    '/orders',
    '/orders/1',
    '/merchant',
    '/merchant/a/b',
  ])
    assert.ok(pageAt(path), path);
  for (const path of ['/x', '/category', '/category/a/b', '/cartoon', '/merchants', '/product/', '/orders/1/2'])
    assert.ok(!pageAt(path), path);
});

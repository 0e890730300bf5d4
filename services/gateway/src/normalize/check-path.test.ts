import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ambiguousPathReason } from './check-path.ts';

for (const path of [
  '/',
  '/api/v1/products',
  '/auth/.well-known/openid-configuration',
  '/assets/index-a1~b.js',
  '/caf%C3%A9',
])
  test(`${path} is accepted`, () => assert.equal(ambiguousPathReason(path), undefined));

for (const path of [
  '//api/v1/products',
  '/api//v1/products',
  '/api/v1/products/..',
  '/api/v1/../internal/quote',
  '/api/./v1',
  '/api/v1/products/%2e%2e/x',
  '/api%2fv1/products',
  '/api/v1%5cproducts',
  '/api\\v1',
  '/api/%252e%252e/x',
  '/api/v1/products%00',
  '/api/v1/products%3fa=b',
  '/api/v1/%zz',
  '/api/v1/products#x',
  '/caf\u00e9',
  '/caf%E9',
  '/%ed%a0%80',
  '/%c0%af',
  'http://elsewhere/api/v1/products',
  '*',
])
  test(`${JSON.stringify(path)} is rejected`, () => assert.notEqual(ambiguousPathReason(path), undefined));

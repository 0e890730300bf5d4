import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentType } from './check-content-type.ts';

const post = (headers: Record<string, string>) => () =>
  contentType({ method: 'POST', headers: { 'content-length': '2', ...headers } });

test('accepts four content types, with or without charset', () => {
  assert.equal(post({ 'content-type': 'application/json' })(), 'application/json');
  assert.equal(post({ 'content-type': 'Application/JSON; charset="UTF-8"' })(), 'application/json');
  assert.equal(post({ 'content-type': 'application/x-www-form-urlencoded' })(), 'application/x-www-form-urlencoded');
  assert.equal(post({ 'content-type': 'application/csp-report' })(), 'application/csp-report');
  assert.equal(post({ 'content-type': 'application/reports+json' })(), 'application/reports+json');
});

test('rejects other content types, and a missing one', () => {
  for (const type of [
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/json, text/plain',
    '',
  ])
    assert.throws(post({ 'content-type': type }), /content type must be one of/, type);
  assert.throws(
    () => contentType({ method: 'PUT', headers: { 'transfer-encoding': 'chunked' } }),
    /content type must be one of/,
  );
});

test('rejects content encodings and other charsets', () => {
  assert.throws(post({ 'content-type': 'application/json', 'content-encoding': 'gzip' }), /without a content encoding/);
  assert.throws(post({ 'content-type': 'application/json; charset=utf-16' }), /UTF-8/);
  assert.throws(post({ 'content-type': 'application/json; charset=utf-7' }), /UTF-8/);
});

test('needs no content type without a body', () => {
  assert.equal(contentType({ method: 'POST', headers: {} }), undefined);
  assert.equal(contentType({ method: 'DELETE', headers: { 'content-length': '0' } }), undefined);
  assert.equal(contentType({ method: 'GET', headers: { 'content-length': '5' } }), undefined);
});

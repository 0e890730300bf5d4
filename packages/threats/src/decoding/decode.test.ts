import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, decodePercent } from './decode.ts';

test('decodes percent-encoding as UTF-8, including overlong, %u and broken forms', () => {
  assert.equal(decodePercent('caf%C3%A9 %F0%9F%8E%81'), 'café 🎁');
  assert.equal(decodePercent('%c0%af%e0%80%af%f0%80%80%af'), '///');
  assert.equal(decodePercent('%u003cx'), '<x');
  assert.equal(decodePercent('50% off, %zz, %e9!'), '50% off, %zz, é!');
});

test('decodes HTML entities and JavaScript escapes', () => {
  assert.equal(decode('&lt;&#60;&#x3C;&#x3c &colon;&unknown;'), '<<<< :&unknown;');
  assert.equal(decode('\\u003c\\x3c\\u{3c}'), '<<<');
});

test('decodes nested encodings, at most four deep', () => {
  const deep = (times: number) => `%${'25'.repeat(times)}3c`;
  assert.equal(decode(deep(3)), '<');
  assert.notEqual(decode(deep(6)), '<');
});

test('leaves plain text unchanged', () => {
  for (const text of ["O'Brien & Sons", '1 < 2', '100%', 'C:\\x', '{"a":1}']) assert.equal(decode(text), text);
});

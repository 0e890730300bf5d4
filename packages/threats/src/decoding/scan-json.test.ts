import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cheapestCpu } from '../testing/cpu-time.ts';
import { scanJson } from './scan-json.ts';

test('returns strings with their path, separately from names', () => {
  const { strings, depth, values } = scanJson('{"a":[{"b":"x"},"y"],"c":"z\\n"}');
  assert.deepEqual(
    strings.map(({ path, text, isKey }) => `${path}${isKey ? '!' : '='}${text}`),
    ['a!a', 'a.b!b', 'a.b=x', 'a=y', 'c!c', 'c=z\n'],
  );
  assert.deepEqual([depth, values], [3, 6]);
});

test('detects duplicate names in an object, however they are escaped', () => {
  assert.equal(scanJson('{"a":1,"\\u0061":2}').duplicateKey, true);
  assert.equal(scanJson('[{"a":1},{"a":2,"b":{"a":3}}]').duplicateKey, false);
});

test('reads broken JSON as far as possible', () => {
  assert.deepEqual(
    scanJson('{"a":"x", b: "y').strings.map(({ text }) => text),
    ['a', 'x', 'y'],
  );
  for (const text of ['', '}', ']]', ',,,', '"', '{"', '\\', '-', '{"a":"\\'])
    assert.equal(typeof scanJson(text).depth, 'number');
});

test('stops at the depth and size limits, and handles a megabyte', () => {
  assert.equal(scanJson('['.repeat(1_000_000)).cut, true);
  for (const [text, most] of [
    ['1,', 2_000],
    ['true,', 0],
    ['[],', 2_000],
  ] as const) {
    const { tooMany, values } = scanJson(`[${text.repeat(300_000)}1]`);
    assert.ok(tooMany && values <= most + 1, `${text} ${values}`);
  }
  const megabyte = `"${'\\"'.repeat(500_000)}`;
  assert.ok(cheapestCpu(1_000, () => assert.equal(scanJson(megabyte).strings.length, 1)) < 1_000);
});

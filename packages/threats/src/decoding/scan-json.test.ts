import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cheapestCpu } from '../testing/cpu-time.ts';
import { scanJson } from './scan-json.ts';

test('strings are told with where they stood, names apart', () => {
  const { strings, depth, values } = scanJson('{"a":[{"b":"x"},"y"],"c":"z\\n"}');
  assert.deepEqual(
    strings.map(({ path, text, isKey }) => `${path}${isKey ? '!' : '='}${text}`),
    ['a!a', 'a.b!b', 'a.b=x', 'a=y', 'c!c', 'c=z\n'],
  );
  assert.deepEqual([depth, values], [3, 6]);
});

test('a name that stands twice in one object is seen, however it is spelt', () => {
  assert.equal(scanJson('{"a":1,"\\u0061":2}').duplicateKey, true);
  assert.equal(scanJson('[{"a":1},{"a":2,"b":{"a":3}}]').duplicateKey, false);
});

test('what is broken is read as far as it goes', () => {
  assert.deepEqual(
    scanJson('{"a":"x", b: "y').strings.map(({ text }) => text),
    ['a', 'x', 'y'],
  );
  for (const text of ['', '}', ']]', ',,,', '"', '{"', '\\', '-', '{"a":"\\'])
    assert.equal(typeof scanJson(text).depth, 'number');
});

test('it stops where it goes too deep or has too much, and a megabyte is no matter', () => {
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

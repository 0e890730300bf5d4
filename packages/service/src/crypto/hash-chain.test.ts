import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonical, chainHash } from './hash-chain.ts';

const entries = [{ type: 'placed', total: 1999 }, { type: 'confirmed' }, { type: 'shipped', carrier: 'Post' }];
function chain(log: readonly unknown[]): string[] {
  const hashes: string[] = [];
  for (const entry of log) hashes.push(chainHash(hashes.at(-1) ?? '', entry));
  return hashes;
}

test('serializes equal values to the same bytes, whatever the order of keys', () => {
  assert.equal(canonical({ b: 1, a: [{ d: null, c: 'x' }] }), '{"a":[{"c":"x","d":null}],"b":1}');
  assert.equal(
    canonical({ a: [{ c: 'x', d: null }], b: 1, gone: undefined }),
    canonical({ b: 1, a: [{ d: null, c: 'x' }] }),
  );
  assert.equal(canonical(new Date(0)), canonical('1970-01-01T00:00:00.000Z'));
});

test('computes the same hashes for a log read back from JSON', () => {
  assert.deepEqual(chain(JSON.parse(JSON.stringify(entries))), chain(entries));
});

test('a changed, missing, swapped or inserted entry changes every hash from there on', () => {
  const whole = chain(entries);
  const [placed, confirmed, shipped] = entries;
  const tampered = [
    [{ ...placed, total: 1 }, confirmed, shipped],
    [placed, shipped],
    [confirmed, placed, shipped],
    [placed, { type: 'refunded' }, confirmed, shipped],
  ];
  for (const log of tampered) assert.notEqual(chain(log).at(-1), whole.at(-1));
  assert.equal(new Set(whole).size, 3);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseEncoding } from './choose-encoding.ts';

test('chooses the best available encoding that the client accepts', () => {
  const both = ['br', 'gzip'] as const;
  for (const [accepted, chosen] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['*;q=0', undefined],
    ['', undefined],
    [undefined, undefined],
    ['BR', 'br'],
    ['br;q=nonsense', undefined],
  ] as const)
    assert.equal(chooseEncoding(accepted, both), chosen, accepted);
  assert.equal(chooseEncoding('br', ['gzip']), undefined);
});

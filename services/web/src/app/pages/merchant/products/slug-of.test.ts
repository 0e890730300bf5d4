import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slugOf } from './slug-of.ts';

test('derives a valid category slug from a name', () => {
  for (const [name, slug] of [
    ['Coffee & Tea', 'coffee-tea'],
    ['  Bücher, Spiele ', 'buecher-spiele'],
    ['Crème brûlée', 'creme-brulee'],
    ['Größe', 'groesse'],
    ['!!!', ''],
  ])
    assert.equal(slugOf(name ?? ''), slug);
  assert.match(slugOf(`${'x'.repeat(99)} y`), /^x{99}$/);
});

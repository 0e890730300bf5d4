import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CategoryId, newId } from '@mambogo/contracts/ids.ts';
import { productTag, versionOfTag } from './entity-tag.ts';

test("a product's tag depends on version, availability and category name, and yields the version", () => {
  const product = {
    version: 12,
    availability: 'low-stock',
    category: { id: CategoryId.parse(newId()), slug: 'tea', name: 'Tea' },
  } as const;
  const tag = productTag(product);
  assert.match(tag, /^"12\.low-stock\.[\w-]{6}"$/);
  assert.notEqual(productTag({ ...product, category: { ...product.category, name: 'Teas' } }), tag);
  assert.equal(versionOfTag(tag.slice(1, -1)), 12);
  assert.equal(versionOfTag('12.low-stock'), 12);
  assert.equal(versionOfTag('12'), 12);
});

test('a foreign tag matches no version', () => {
  assert.ok(Number.isNaN(versionOfTag('abc')));
  assert.ok(Number.isNaN(versionOfTag('12; drop')));
});

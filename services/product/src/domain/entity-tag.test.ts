import assert from 'node:assert/strict';
import { test } from 'node:test';
import { productTag, versionOfTag } from './entity-tag.ts';

test("a product's tag changes with its version and its availability, and gives the version back", () => {
  const tag = productTag({ version: 12, availability: 'low-stock' });
  assert.equal(tag, '"12.low-stock"');
  assert.equal(versionOfTag('12.low-stock'), 12);
  assert.equal(versionOfTag('12'), 12);
});

test('a tag that is not ours matches no version', () => {
  assert.ok(Number.isNaN(versionOfTag('abc')));
  assert.ok(Number.isNaN(versionOfTag('12; drop')));
});

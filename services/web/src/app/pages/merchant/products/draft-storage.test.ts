import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEditing } from './draft-storage.ts';
import { emptyDraft } from './product-draft.ts';

test('restores a stored draft', () => {
  const draft = { ...emptyDraft, name: 'O’Brien <3', images: [{ key: 'a', url: '/a.svg', alt: 'A' }] };
  const editing = { draft, base: emptyDraft, version: 3 };
  assert.deepEqual(readEditing(JSON.stringify(editing)), editing);
});

test('ignores anything else', () => {
  for (const text of [
    null,
    '',
    '{',
    '[]',
    '{"draft":{}}',
    JSON.stringify({ draft: { ...emptyDraft, name: 7 }, base: emptyDraft, version: 1 }),
  ])
    assert.equal(readEditing(text), undefined);
});

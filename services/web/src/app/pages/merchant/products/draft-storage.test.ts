import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEditing } from './draft-storage.ts';
import { emptyDraft } from './product-draft.ts';

test('restores a stored draft', () => {
  const draft = { ...emptyDraft, name: 'O’Brien <3', images: [{ key: 'a', url: '/a.svg', alt: 'A' }] };
  const editing = { draft, base: emptyDraft, version: 3 };
  assert.deepEqual(readEditing(JSON.stringify(editing)), editing);
});

test('restores a draft of an earlier release, which has no options', () => {
  const { options: _, variantOf: __, ...earlier } = { ...emptyDraft, name: 'Mug' };
  const editing = readEditing(JSON.stringify({ draft: earlier, base: earlier, version: 1 }));
  assert.deepEqual(editing?.draft, { ...emptyDraft, name: 'Mug' });
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

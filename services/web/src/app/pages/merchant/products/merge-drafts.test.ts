import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concurrentChanges, isTouched, rebaseDraft } from './merge-drafts.ts';
import { emptyDraft } from './product-draft.ts';

const base = { ...emptyDraft, name: 'Tea', price: '8.90', tags: 'a, b' };
const now = { ...base, name: 'Green tea', price: '9.90' };
const draft = { ...base, price: '7.50', tags: 'a, b, c' };

test('what changed meanwhile is told, with what was typed over it', () => {
  assert.deepEqual(concurrentChanges(base, now, draft), [
    { field: 'name', before: 'Tea', now: 'Green tea', typed: false },
    { field: 'price', before: '8.90', now: '9.90', typed: true },
  ]);
});

test('what was typed is carried over, what was not touched is taken as it is now', () => {
  assert.deepEqual(rebaseDraft(base, now, draft), { ...base, name: 'Green tea', price: '7.50', tags: 'a, b, c' });
});

test('pictures are compared by what they are', () => {
  const image = { url: '/a.svg', alt: 'A' };
  const one = { ...base, images: [{ key: '1', ...image }] };
  const same = { ...base, images: [{ key: '2', ...image }] };
  assert.equal(isTouched(one, same), false);
  assert.equal(isTouched(one, base), true);
});

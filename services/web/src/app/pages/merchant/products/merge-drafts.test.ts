import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concurrentChanges, isTouched, rebaseDraft } from './merge-drafts.ts';
import { emptyDraft } from './product-draft.ts';

const base = { ...emptyDraft, name: 'Tea', price: '8.90', tags: 'a, b' };
const now = { ...base, name: 'Green tea', price: '9.90' };
const draft = { ...base, price: '7.50', tags: 'a, b, c' };

test('reports concurrent changes, and conflicts with the draft', () => {
  assert.deepEqual(concurrentChanges(base, now, draft), [
    { field: 'name', before: 'Tea', now: 'Green tea', typed: false },
    { field: 'price', before: '8.90', now: '9.90', typed: true },
  ]);
});

test('keeps edited fields and takes the current value of the others', () => {
  assert.deepEqual(rebaseDraft(base, now, draft), { ...base, name: 'Green tea', price: '7.50', tags: 'a, b, c' });
});

test('compares images by content', () => {
  const image = { url: '/a.svg', alt: 'A' };
  const one = { ...base, images: [{ key: '1', ...image }] };
  const same = { ...base, images: [{ key: '2', ...image }] };
  assert.equal(isTouched(one, same), false);
  assert.equal(isTouched(one, base), true);
});

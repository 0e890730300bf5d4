import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noDraft, readRefundDraft } from './refund-draft.ts';

test('restores a stored draft', () => {
  const draft = {
    ...noDraft,
    how: 'goods' as const,
    goods: { p: { pieces: '2', restock: false } },
    restock: false,
    reason: 'broken',
  };
  assert.deepEqual(readRefundDraft(JSON.parse(JSON.stringify(draft))), draft);
});

test('ignores invalid drafts, and invalid fields of a draft', () => {
  for (const kept of [undefined, null, 'x', {}, { how: 'all' }]) assert.equal(readRefundDraft(kept), undefined);
  const strange = readRefundDraft({ how: 'x', typed: 1, goods: { p: 3 }, reason: '', restock: 'yes' });
  assert.deepEqual(strange, { ...noDraft, typed: '1' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noDraft, readRefundDraft } from './refund-draft.ts';

test('a draft comes back as it was kept', () => {
  const draft = {
    ...noDraft,
    how: 'goods' as const,
    goods: { p: { pieces: '2', restock: false } },
    restock: false,
    reason: 'broken',
  };
  assert.deepEqual(readRefundDraft(JSON.parse(JSON.stringify(draft))), draft);
});

test('what is no draft is none, and what is strange in one is as if nothing was chosen', () => {
  for (const kept of [undefined, null, 'x', {}, { how: 'all' }]) assert.equal(readRefundDraft(kept), undefined);
  const strange = readRefundDraft({ how: 'x', typed: 1, goods: { p: 3 }, reason: '', restock: 'yes' });
  assert.deepEqual(strange, { ...noDraft, typed: '1' });
});

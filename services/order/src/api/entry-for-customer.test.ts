import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { entryForCustomer } from './entry-for-customer.ts';

const entry = (type: string, actor: string, data = {}): TimelineEntry => ({
  at: '2026-01-01T00:00:00.000Z',
  service: type.split('.')[0] ?? '',
  type,
  actor,
  correlationId: 'x',
  data,
});
const actor = (type: string, who: string) => entryForCustomer(entry(type, who)).actor;

test('replaces the actor by a role', () => {
  assert.equal(actor('order.placed', 'customer:0190a000-0000-7000-8000-0000000000aa'), 'you');
  assert.equal(actor('order.shipped', 'merchant:0190a000-0000-7000-8000-0000000000bb'), 'shop');
  assert.equal(actor('stock.reserved', 'service:inventory'), 'system');
  assert.equal(actor('payment.attempt-started', 'service:payment'), 'system');
  assert.equal(actor('payment.captured', 'service:payment'), 'payment-provider');
  assert.equal(actor('order.placed', 'anything else'), 'system');
});

test('replaces free text that staff wrote in an earlier release', () => {
  const cancelled = { reason: 'merchant', detail: 'Bo from sales is a crook', retryable: true, suggestion: 's' };
  const refundEntries = ['order.refund-requested', 'order.payment-refunded', 'payment.refund-requested'].map((type) =>
    entryForCustomer(entry(type, 'merchant:x', { refundId: 'r', reason: 'Bo is a crook' })),
  );
  const entries = [entryForCustomer(entry('order.cancelled', 'merchant:x', cancelled)), ...refundEntries];
  assert.ok(!JSON.stringify(entries).includes('crook'));
  assert.deepEqual(entries[0]?.data, { ...cancelled, detail: 'The shop cancelled the order.' });
  assert.deepEqual(entries[1]?.data, { refundId: 'r', reason: 'the shop pays it back' });
});

test('keeps the standard texts of the shop', () => {
  for (const data of [
    { reason: 'out-of-stock', detail: 'Blue mug is sold out.' },
    { reason: 'customer', detail: 'You cancelled the order.' },
  ])
    assert.deepEqual(entryForCustomer(entry('order.cancelled', 'x', data)).data, data);
  const owed = { refundId: 'r', reason: 'the order was cancelled' };
  assert.deepEqual(entryForCustomer(entry('payment.refund-requested', 'x', owed)).data, owed);
  const failure = { attempt: 1, failure: { code: 'card_declined', reason: 'The bank declined the card.' } };
  assert.deepEqual(entryForCustomer(entry('payment.failed', 'x', failure)).data, failure);
});

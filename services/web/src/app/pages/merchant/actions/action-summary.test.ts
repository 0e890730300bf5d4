import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionSummary } from './action-summary.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const format = {
  money: ({ amount, currency }: { readonly amount: number; readonly currency: string }) => `${amount} ${currency}`,
  number: String,
};
const summary = (data: Record<string, unknown>) => actionSummary({ data }, format);

test('shows what was before and after, amounts, quantities and titles', () => {
  assert.equal(summary({ name: 'Mug', price: usd(5), priceBefore: usd(4), version: 2 }), 'Mug · 4 USD → 5 USD');
  assert.equal(summary({ name: 'Mug', price: usd(5) }), 'Mug · 5 USD');
  assert.equal(summary({ roles: 'USER ADMIN', rolesBefore: '' }), '– → USER ADMIN');
  assert.equal(summary({ quantity: 3, reference: 'PO-1' }), '+3');
  assert.equal(summary({ quantity: -3 }), '-3');
  assert.equal(summary({ refundId: 'x', amount: usd(7) }), '7 USD');
  assert.equal(
    summary({ title: 'More orders', files: ['gateway.yml', 'order.yml'] }),
    'More orders · gateway.yml, order.yml',
  );
  assert.equal(summary({}), '');
});

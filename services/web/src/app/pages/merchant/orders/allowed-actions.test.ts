import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { ProductId, RefundId } from '@mambogo/contracts/ids.ts';
import { rightsOf } from '../rights.ts';
import { actionsOf, refundable } from './allowed-actions.ts';

const productId = ProductId.parse('0190a000-0000-7000-8000-000000000001');
const admin = rightsOf(['ADMIN']);
const usd = (amount: number) => ({ amount, currency: 'USD' });
const back = (amount: number, status: AdminOrder['refunds'][number]['status']) => ({
  refundId: RefundId.parse('0198c5a0-0101-7000-8000-000000000001'),
  amount: usd(amount),
  reason: 'a scratch',
  status,
});
const order = (status: AdminOrder['status'], refunds: AdminOrder['refunds'] = []) => ({
  status,
  total: usd(2_500),
  items: [{ productId, sku: 'S', name: 'N', unitPrice: usd(1_250), quantity: 2, lineTotal: usd(2_500) }],
  refunds,
});

test('allows the actions that the order service accepts in each state', () => {
  assert.deepEqual(actionsOf(order('PENDING'), admin), ['cancel']);
  assert.deepEqual(actionsOf(order('AWAITING_PAYMENT'), admin), ['cancel']);
  assert.deepEqual(actionsOf(order('CONFIRMED'), admin), ['ship', 'cancel', 'refund']);
  assert.deepEqual(actionsOf(order('SHIPPED'), admin), ['deliver', 'refund']);
  assert.deepEqual(actionsOf(order('DELIVERED'), admin), ['refund']);
  assert.deepEqual(actionsOf(order('CANCELLED'), admin), []);
  assert.deepEqual(actionsOf(order('REFUNDED'), admin), []);
});

test('neither ships nor refunds an order whose total was refunded', () => {
  assert.deepEqual(actionsOf(order('CONFIRMED', [back(2_500, 'REQUESTED')]), admin), ['cancel']);
  assert.deepEqual(actionsOf(order('DELIVERED', [back(1_000, 'DONE'), back(1_500, 'REQUESTED')]), admin), []);
});

test('does not cancel an order with refunded items, nor ship one without any left', () => {
  const goods = (quantity: number) => ({ ...back(0, 'FAILED'), goods: [{ productId, quantity, restock: true }] });
  assert.deepEqual(actionsOf(order('CONFIRMED', [goods(1)]), admin), ['ship', 'refund']);
  assert.deepEqual(actionsOf(order('CONFIRMED', [goods(2)]), admin), ['refund']);
});

test('the refundable amount excludes requested and completed refunds, not rejected ones', () => {
  assert.equal(refundable(order('CONFIRMED')), 2_500);
  assert.equal(
    refundable(order('CONFIRMED', [back(1_000, 'DONE'), back(500, 'REQUESTED'), back(900, 'FAILED')])),
    1_000,
  );
});

test('offers no actions without the right', () => {
  assert.deepEqual(actionsOf(order('CONFIRMED'), rightsOf(['USER'])), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { RefundId } from '@mambogo/contracts/ids.ts';
import { isRefundInProgress } from './refund-in-progress.ts';

const order = (
  status: AdminOrder['status'],
  paid: AdminOrder['payment']['status'],
  refunds: AdminOrder['refunds'][number]['status'][] = [],
) => ({
  status,
  payment: { status: paid, method: 'card' as const },
  refunds: refunds.map((state) => ({
    refundId: RefundId.parse('0198c5a0-0101-7000-8000-000000000001'),
    amount: { amount: 500, currency: 'USD' },
    reason: 'a scratch',
    status: state,
  })),
});

test('is in progress while a refund is requested', () => {
  assert.equal(isRefundInProgress(order('SHIPPED', 'CAPTURED', ['REQUESTED'])), true);
  assert.equal(isRefundInProgress(order('SHIPPED', 'PARTIALLY_REFUNDED', ['DONE', 'FAILED'])), false);
  assert.equal(isRefundInProgress(order('CONFIRMED', 'CAPTURED')), false);
});

test('is in progress until the payment of a cancelled order is refunded', () => {
  assert.equal(isRefundInProgress(order('CANCELLED', 'CAPTURED')), true);
  assert.equal(isRefundInProgress(order('CANCELLED', 'REFUNDED', ['DONE'])), false);
  assert.equal(isRefundInProgress(order('CANCELLED', 'FAILED')), false);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancellationReasons } from '@mambogo/contracts/api/cancellation.ts';
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { paymentStatuses } from '@mambogo/contracts/api/payment-state.ts';
import { orderStatuses } from '@mambogo/contracts/enumerations.ts';
import { messages as german } from './language/de.ts';
import { messages as english } from './language/en.ts';
import { orderStatusView } from './order-status-view.ts';

type Read = Parameters<typeof orderStatusView>[0];
const card = (status: Order['payment']['status'], more = {}): Order['payment'] => ({ status, method: 'card', ...more });
const viewOf = (order: Read, isSlow = false) => orderStatusView(order, english.texts, isSlow);
const failure = { code: 'insufficient_funds', reason: '', retryable: true, suggestion: '' };

test('every state has texts in both languages', () => {
  for (const { texts } of [english, german])
    for (const status of orderStatuses)
      for (const payment of paymentStatuses)
        for (const reason of [undefined, ...cancellationReasons]) {
          const cancellation = reason && { reason, detail: 'x', retryable: true, suggestion: 'y' };
          const view = orderStatusView({ status, payment: card(payment), cancellation }, texts, false);
          assert.ok(view.title && view.text, `${status} ${payment} ${reason}`);
          assert.doesNotMatch(`${view.title}${view.text}${view.detail ?? ''}`, /undefined/);
        }
});

test('offers another card after a declined payment while the items are reserved', () => {
  const view = viewOf({ status: 'AWAITING_PAYMENT', payment: card('FAILED', { failure }) });
  assert.equal(view.offer, 'other-card');
  assert.match(view.text, /not enough funds.*still reserved/);
});

test('offers the approval once its URL is known', () => {
  const action = { url: 'https://bank.example/x' };
  assert.equal(viewOf({ status: 'AWAITING_PAYMENT', payment: card('ACTION_REQUIRED', { action }) }).offer, 'approve');
  assert.equal(viewOf({ status: 'AWAITING_PAYMENT', payment: card('ACTION_REQUIRED') }).offer, undefined);
});

test('says that the page can be closed during a slow payment', () => {
  const waiting: Read = { status: 'AWAITING_PAYMENT', payment: card('PENDING') };
  assert.ok(viewOf(waiting).isWorking);
  assert.doesNotMatch(viewOf(waiting).text, /close/);
  assert.match(viewOf(waiting, true).text, /close this page/);
});

test('names the sold-out items and links to the cart', () => {
  const cancellation = {
    reason: 'out-of-stock',
    detail: 'Lamp is sold out.',
    retryable: true,
    suggestion: '',
  } as const;
  const view = viewOf({ status: 'CANCELLED', payment: card('PENDING'), cancellation });
  assert.equal(view.detail, 'Lamp is sold out.');
  assert.equal(view.offer, 'to-cart');
  assert.equal(view.step, undefined);
});

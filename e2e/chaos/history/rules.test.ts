import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHistory, type History, type Observed, type ShownOrder } from './history.ts';
import { historyRules } from './rules.ts';
import type { Truth } from './truth.ts';

const order: ShownOrder = {
  ...{ id: 'one', number: 'M1', status: 'PENDING', version: 1, lines: 'mug=2', total: 3_000, refunds: [] },
};
const confirmed: ShownOrder = { ...order, status: 'CONFIRMED', version: 4 };
const cancelled: ShownOrder = { ...order, status: 'CANCELLED', version: 5, cancelledFor: 'customer' };
const refunded: ShownOrder = { ...confirmed, version: 5, refunds: [{ id: 'r', amount: 700, status: 'REQUESTED' }] };
const goods: Observed = { type: 'received', productId: 'mug', reference: 'd1', pieces: 60 };
const empty: Truth = {
  ...{ orders: new Map(), kept: new Map(), carts: new Map(), received: new Map(), welcome: new Set(), rollBacks: [] },
};
const orderIs = (now: ShownOrder): Truth => ({ ...empty, orders: new Map([[now.id, now]]) });

function historyOf(...all: readonly Observed[]): History {
  let now = 0;
  const history = createHistory(() => (now += 1_000));
  for (const one of all) history.record('ann', one);
  return history;
}
const broken = ({ observations }: History, truth: Truth): string[] =>
  historyRules.filter(({ find }) => find(observations, truth).length > 0).map(({ name }) => name);

const placed: Observed = { type: 'placed', order };
const seen = (shown: ShownOrder): Observed => ({ type: 'order', order: shown });
const cart = (version: string, pieces: Record<string, number>): Observed => ({
  type: 'cart',
  cart: { version, pieces },
});

const there = 'a placed order exists, with its number, lines and total';
const back = 'no client sees an older version of an order after a newer one';
const status = 'an order changes its status only along allowed transitions';
const charged = 'an order reported as cancelled is not charged';
const refund = 'an accepted refund is carried out or rejected by the provider';
const stock = 'received goods are in stock exactly once';
const cartStays = 'a saved cart keeps its items, except those bought';

test('a consistent history violates no rule', () => {
  const done: ShownOrder = { ...refunded, version: 7, refunds: [{ id: 'r', amount: 700, status: 'DONE' }] };
  const history = historyOf(placed, seen(confirmed), { type: 'refund', orderId: 'one', order: refunded }, goods, {
    type: 'signed-up',
  });
  const truth: Truth = { ...orderIs(done), received: new Map([['d1', [60]]]), welcome: new Set(['ann']) };
  assert.deepEqual(broken(history, truth), []);
  assert.deepEqual(broken(historyOf(placed, seen(confirmed), seen(cancelled)), orderIs(cancelled)), []);
});

test('finds an order that is missing or different', () => {
  assert.deepEqual(broken(historyOf(placed), empty), [there]);
  for (const change of [{ number: 'M2' }, { lines: 'mug=1' }, { total: 1 }])
    assert.deepEqual(broken(historyOf(placed), orderIs({ ...order, ...change })), [there]);
  const another = { ...order, id: 'two' };
  const two = new Map([order, another].map((one) => [one.id, one]));
  assert.deepEqual(broken(historyOf(placed, { type: 'placed', order: another }), { ...empty, orders: two }), [
    'no two orders have one number',
  ]);
});

test('finds an order that goes back to an older version, between two responses and at the end', () => {
  const older = { ...confirmed, version: 3 };
  assert.deepEqual(broken(historyOf(seen(confirmed), seen(older)), orderIs(confirmed)), [back]);
  assert.deepEqual(broken(historyOf(seen(confirmed)), orderIs(older)), [back]);
});

test('a confirmed order may only be undone by a cancellation; a cancelled one stays cancelled', () => {
  const timedOut = { ...cancelled, cancelledFor: 'payment-window' };
  assert.deepEqual(broken(historyOf(seen(confirmed)), orderIs(timedOut)), [status]);
  assert.deepEqual(broken(historyOf(seen(order)), orderIs(timedOut)), []);
  assert.deepEqual(broken(historyOf(seen(cancelled)), orderIs({ ...confirmed, version: 6 })), [status]);
  assert.deepEqual(
    broken(historyOf(seen({ ...confirmed, status: 'SHIPPED' })), orderIs({ ...confirmed, version: 5 })),
    [status],
  );
});

test('finds money that is kept for a cancelled order', () => {
  const truth = { ...orderIs(cancelled), kept: new Map([['one', 3_000]]) };
  assert.deepEqual(broken(historyOf(seen(cancelled)), truth), [charged]);
});

test('finds a refund that is missing, of another amount, or unanswered', () => {
  const history = historyOf({ type: 'refund', orderId: 'one', order: refunded });
  for (const refunds of [[], [{ id: 'r', amount: 1, status: 'DONE' } as const], refunded.refunds])
    assert.deepEqual(broken(history, orderIs({ ...refunded, refunds })), [refund]);
  assert.deepEqual(
    broken(history, orderIs({ ...refunded, refunds: [{ id: 'r', amount: 700, status: 'FAILED' }] })),
    [],
  );
});

test('finds goods that are missing or booked more than once', () => {
  const pieces = (...times: number[]): Truth => ({ ...empty, received: new Map([['d1', times]]) });
  for (const truth of [empty, pieces(60, 60), pieces(59)]) assert.deepEqual(broken(historyOf(goods), truth), [stock]);
  assert.deepEqual(broken(historyOf(goods), pieces(60)), []);
});

test('finds a cart that goes back, or contains unknown items', () => {
  const now = (version: string, pieces: Record<string, number>): Truth => ({
    ...{ ...empty, carts: new Map([['ann', { version, pieces }]]) },
  });
  assert.deepEqual(broken(historyOf(cart('a', { mug: 1 }), cart('b', { mug: 3 })), now('c', { mug: 2 })), []);
  assert.deepEqual(broken(historyOf(cart('b', { mug: 1 })), now('a', { mug: 1 })), [cartStays]);
  assert.deepEqual(broken(historyOf(cart('b', { mug: 1 }), cart('a', {})), now('c', {})), [cartStays]);
  assert.deepEqual(broken(historyOf(cart('b', { mug: 1 })), now('b', {})), [cartStays]);
  assert.deepEqual(broken(historyOf(cart('b', { mug: 1 })), now('c', { pot: 1 })), [cartStays]);
});

test('finds a customer who signed up and cannot log in', () => {
  assert.deepEqual(broken(historyOf({ type: 'signed-up' }), empty), ['a signed-up customer can log in']);
});

test('responses of the order database after the moment it was rolled back to may be lost, and nothing else', () => {
  const rollBack = { service: 'order', from: 500, to: 1_500, reconciled: 1_700 };
  const truth = { ...empty, rollBacks: [rollBack] };
  assert.deepEqual(broken(historyOf(placed), truth), []);
  assert.deepEqual(broken(historyOf(placed, { type: 'placed', order: { ...order, id: 'two', number: 'M2' } }), truth), [
    there,
  ]);
  assert.deepEqual(broken(historyOf(placed), { ...truth, rollBacks: [{ ...rollBack, service: 'payment' }] }), [there]);
  assert.deepEqual(broken(historyOf(seen(confirmed)), { ...orderIs(order), rollBacks: [rollBack] }), []);
});

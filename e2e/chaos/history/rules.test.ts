import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHistory, type History, type ShownOrder, type Told } from './history.ts';
import { historyRules } from './rules.ts';
import type { Truth } from './truth.ts';

const order: ShownOrder = {
  ...{ id: 'one', number: 'M1', status: 'PENDING', version: 1, lines: 'mug=2', total: 3_000, refunds: [] },
};
const confirmed: ShownOrder = { ...order, status: 'CONFIRMED', version: 4 };
const cancelled: ShownOrder = { ...order, status: 'CANCELLED', version: 5, cancelledFor: 'customer' };
const refunded: ShownOrder = { ...confirmed, version: 5, refunds: [{ id: 'r', amount: 700, status: 'REQUESTED' }] };
const goods: Told = { type: 'received', productId: 'mug', reference: 'd1', pieces: 60 };
const empty: Truth = {
  ...{ orders: new Map(), kept: new Map(), carts: new Map(), received: new Map(), welcome: new Set(), rollBacks: [] },
};
const orderIs = (now: ShownOrder): Truth => ({ ...empty, orders: new Map([[now.id, now]]) });

function told(...all: readonly Told[]): History {
  let now = 0;
  const history = createHistory(() => (now += 1_000));
  for (const one of all) history.note('ann', one);
  return history;
}
const broken = ({ answers }: History, truth: Truth): string[] =>
  historyRules.filter(({ find }) => find(answers, truth).length > 0).map(({ name }) => name);

const placed: Told = { type: 'placed', order };
const seen = (shown: ShownOrder): Told => ({ type: 'order', order: shown });
const cart = (version: string, pieces: Record<string, number>): Told => ({ type: 'cart', cart: { version, pieces } });

const there = 'an order that was placed is there, with its number, lines and total';
const back = 'nobody sees an order go back';
const status = 'an order goes from one status to another only as it may';
const charged = 'who was told that an order is cancelled is not charged';
const refund = 'a refund that was accepted is carried out, or refused by the provider';
const stock = 'goods that came in are in the stock, once';
const cartStays = 'a cart that was saved stays, but for what was bought';

test('a true history breaks no rule', () => {
  const done: ShownOrder = { ...refunded, version: 7, refunds: [{ id: 'r', amount: 700, status: 'DONE' }] };
  const history = told(placed, seen(confirmed), { type: 'refund', orderId: 'one', order: refunded }, goods, {
    type: 'signed-up',
  });
  const truth: Truth = { ...orderIs(done), received: new Map([['d1', [60]]]), welcome: new Set(['ann']) };
  assert.deepEqual(broken(history, truth), []);
  assert.deepEqual(broken(told(placed, seen(confirmed), seen(cancelled)), orderIs(cancelled)), []);
});

test('an order that is not there, or is another one, is found', () => {
  assert.deepEqual(broken(told(placed), empty), [there]);
  for (const change of [{ number: 'M2' }, { lines: 'mug=1' }, { total: 1 }])
    assert.deepEqual(broken(told(placed), orderIs({ ...order, ...change })), [there]);
  const another = { ...order, id: 'two' };
  const two = new Map([order, another].map((one) => [one.id, one]));
  assert.deepEqual(broken(told(placed, { type: 'placed', order: another }), { ...empty, orders: two }), [
    'no two orders have one number',
  ]);
});

test('an order that goes back is found, between two looks and at the end', () => {
  const older = { ...confirmed, version: 3 };
  assert.deepEqual(broken(told(seen(confirmed), seen(older)), orderIs(confirmed)), [back]);
  assert.deepEqual(broken(told(seen(confirmed)), orderIs(older)), [back]);
});

test('a confirmed order is undone only by somebody who calls it off; a cancelled one stays so', () => {
  const timedOut = { ...cancelled, cancelledFor: 'payment-window' };
  assert.deepEqual(broken(told(seen(confirmed)), orderIs(timedOut)), [status]);
  assert.deepEqual(broken(told(seen(order)), orderIs(timedOut)), []);
  assert.deepEqual(broken(told(seen(cancelled)), orderIs({ ...confirmed, version: 6 })), [status]);
  assert.deepEqual(broken(told(seen({ ...confirmed, status: 'SHIPPED' })), orderIs({ ...confirmed, version: 5 })), [
    status,
  ]);
});

test('money that is kept for a cancelled order is found', () => {
  const truth = { ...orderIs(cancelled), kept: new Map([['one', 3_000]]) };
  assert.deepEqual(broken(told(seen(cancelled)), truth), [charged]);
});

test('a refund that is not there, is another amount, or has no answer is found', () => {
  const history = told({ type: 'refund', orderId: 'one', order: refunded });
  for (const refunds of [[], [{ id: 'r', amount: 1, status: 'DONE' } as const], refunded.refunds])
    assert.deepEqual(broken(history, orderIs({ ...refunded, refunds })), [refund]);
  assert.deepEqual(
    broken(history, orderIs({ ...refunded, refunds: [{ id: 'r', amount: 700, status: 'FAILED' }] })),
    [],
  );
});

test('goods that are not there, or there more than once, are found', () => {
  const pieces = (...times: number[]): Truth => ({ ...empty, received: new Map([['d1', times]]) });
  for (const truth of [empty, pieces(60, 60), pieces(59)]) assert.deepEqual(broken(told(goods), truth), [stock]);
  assert.deepEqual(broken(told(goods), pieces(60)), []);
});

test('a cart that goes back, or has what nobody put in, is found', () => {
  const now = (version: string, pieces: Record<string, number>): Truth => ({
    ...{ ...empty, carts: new Map([['ann', { version, pieces }]]) },
  });
  assert.deepEqual(broken(told(cart('a', { mug: 1 }), cart('b', { mug: 3 })), now('c', { mug: 2 })), []);
  assert.deepEqual(broken(told(cart('b', { mug: 1 })), now('a', { mug: 1 })), [cartStays]);
  assert.deepEqual(broken(told(cart('b', { mug: 1 }), cart('a', {})), now('c', {})), [cartStays]);
  assert.deepEqual(broken(told(cart('b', { mug: 1 })), now('b', {})), [cartStays]);
  assert.deepEqual(broken(told(cart('b', { mug: 1 })), now('c', { pot: 1 })), [cartStays]);
});

test('who signed up and cannot log in is found', () => {
  assert.deepEqual(broken(told({ type: 'signed-up' }), empty), ['who signed up can log in']);
});

test('what the order database told after the moment it was taken back to may be lost, and nothing else', () => {
  const rollBack = { service: 'order', from: 500, to: 1_500, reconciled: 1_700 };
  const truth = { ...empty, rollBacks: [rollBack] };
  assert.deepEqual(broken(told(placed), truth), []);
  assert.deepEqual(broken(told(placed, { type: 'placed', order: { ...order, id: 'two', number: 'M2' } }), truth), [
    there,
  ]);
  assert.deepEqual(broken(told(placed), { ...truth, rollBacks: [{ ...rollBack, service: 'payment' }] }), [there]);
  assert.deepEqual(broken(told(seen(confirmed)), { ...orderIs(order), rollBacks: [rollBack] }), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTravelling } from '../invariants/list-in-flight.ts';
import { lostOrders } from './find-lost-orders.ts';

type Books = Parameters<typeof lostOrders>[0];
const books = (some: Partial<Books>): Books => ({
  ...{ orders: new Map(), lost: new Set(), payments: new Map(), reservations: new Map(), ...some },
});
const payment = (captured: number, refunded: number) => ({ captured, refunded, attempts: new Map() });
const reservation = (status: string) => ({ status, lines: '', returned: '' });
const idsOf = (some: Partial<Books>, unbooked?: ReadonlySet<string>) =>
  lostOrders(books(some), unbooked).map(({ id }) => id);

test('an order that only other services know is lost, whether it holds anything or not, until it is cancelled', () => {
  const payments = new Map([
    ['a', payment(500, 0)],
    ['b', payment(500, 500)],
    ['c', payment(0, 0)],
  ]);
  const reservations = new Map([
    ['b', reservation('RELEASED')],
    ['d', reservation('RESERVED')],
    ['e', reservation('REJECTED')],
  ]);
  const all = ['a', 'b', 'c', 'd', 'e'];
  assert.deepEqual(idsOf({ payments, reservations }), all);
  assert.deepEqual(idsOf({ payments, reservations, lost: new Set(all) }), ['a', 'd']);
});

test('so is an order whose charge only the provider knows', () => {
  assert.deepEqual(lostOrders(books({ lost: new Set(['a']) }), new Set(['a'])), [
    { id: 'a', stock: 'NONE', held: 0, unbooked: true },
  ]);
});

test('an order that the order service knows is not lost', () => {
  const order = { status: 'CONFIRMED', total: 500, refunded: 0, lines: '', restocked: '' };
  const known = { orders: new Map([['a', order]]), payments: new Map([['a', payment(500, 0)]]) };
  assert.deepEqual(idsOf(known, new Set(['a'])), []);
});

test('adopts charges once events are handled, whatever waits for a response or for such a charge', () => {
  for (const [store, what, travels] of [
    ['order', 'event to publish', true],
    ['payment', 'event to publish', true],
    ['order', 'dead letter to replay', true],
    ['payment', 'dead letter to replay', false],
    ['order', 'ended, not answered: CANCELLED', false],
    ['payment', 'refund REQUESTED', false],
  ] as const)
    assert.equal(isTravelling({ store, what }), travels, `${store}: ${what}`);
});

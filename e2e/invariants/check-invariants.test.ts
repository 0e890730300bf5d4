/** Every invariant bites: books that are good have no violation, books that are wrong in one way have that one. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { newId } from '@mambogo/contracts/ids.ts';
import { checkInvariants, violationsOf } from './check-invariants.ts';
import type { DatabaseName } from './stores.ts';
import { createGoodShop, type GoodShop, orderId, otherOrder, productId } from './testing/good-shop.ts';

const skip = process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL ? false : 'there are no servers to test with';

const logged = (type: string, data: object, version = 6) =>
  `insert into order_event (order_id, version, type, data, at, actor, correlation_id, hash, prev_hash)
   values ('${orderId}', ${version}, '${type}', '${JSON.stringify(data)}', now(), 'test', '', '', '')`;
const summary = (change: string) => `update order_summary set ${change}`;
const refund = (amount: number, attempt = 1) =>
  `insert into payment_refund (refund_id, order_id, attempt, amount, reason, state)
   values ('${newId()}', '${orderId}', ${attempt}, ${amount}, '', 'DONE')`;
const letter = (kind: string, type: string) =>
  `insert into dead_letter (consumer, id, payload, kind, error) values ('x', '${newId()}', '${JSON.stringify({
    ...{ specversion: '1.0', id: newId(), source: 'shop', type, subject: orderId, time: new Date().toISOString() },
    ...{ datacontenttype: 'application/json', correlationid: 'x', data: { orderId } },
  })}', '${kind}', 'no')`;

/** What is done to the books, by the invariant that must find it. */
const wrong: readonly (readonly [invariant: string, store: DatabaseName, sql: string, whose?: string])[] = [
  ['an order is placed, confirmed, cancelled, paid, shipped once at most', 'order', logged('confirmed', {})],
  ['an order that is cancelled stays so', 'order', logged('cancelled', {})],
  ['an order is open, or cancelled, or confirmed and beyond', 'order', summary(`status = 'LOST'`)],
  ['what is confirmed was paid in full', 'order', summary('total = 2001')],
  [
    'refunded is the sum of the refunds that were asked for',
    'order',
    logged('refund-requested', { refundId: newId(), amount: { amount: 5 } }),
  ],
  [
    'no more is refunded than was paid, and a refunded order has all of it back',
    'order',
    summary(`status = 'REFUNDED'`),
  ],
  ['an order summary is the fold of its log', 'order', summary(`data = data || '{"number": "M1"}'`)],
  ['the log order_event is whole', 'order', `update order_event set actor = 'me' where version = 2`],
  ['the log order_event is whole', 'order', 'delete from order_event where version = 5'],
  ['the log payment_event is whole', 'payment', `update payment_event set data = '{}' where version = 4`],
  ['the log payment_event is whole', 'payment', `update payment set last_hash = ''`],
  ['the log stock_movement is whole', 'inventory', 'delete from stock_movement where id = 2', productId],
  [
    'one capture of an order is kept at most',
    'payment',
    `insert into payment_attempt (order_id, attempt, payment_id, state, surplus)
     values ('${orderId}', 2, '${newId()}', 'CAPTURED', false)`,
  ],
  ['a payment says what its attempts and refunds come to', 'payment', 'update payment set captured = 0'],
  ['no more goes back of an attempt than it captured', 'payment', refund(2_001)],
  ['what was captured besides, or of a cancelled order, goes back', 'payment', 'update payment set ended = true'],
  [
    'what the provider took pays for an order only if it is what was asked',
    'payment',
    `update payment_attempt set taken = 1, taken_currency = 'USD'`,
  ],
  [
    'a capture and a refund are booked once',
    'payment',
    `insert into payment_event (order_id, version, type, data, actor, correlation_id, at, hash, prev_hash)
     values ('${orderId}', 5, 'captured', '{"attempt": 1, "surplus": false}', '', '', now(), '', '')`,
  ],
  ['on hand + sold = received + adjusted', 'inventory', 'update stock_item set on_hand = 9', productId],
  ['0 <= reserved <= on hand', 'inventory', 'update stock_item set reserved = 9', productId],
  ['reserved is what open reservations hold', 'inventory', 'update stock_item set reserved = 1', productId],
  [
    'sold is what committed reservations hold, less what refunds put back into sale',
    'inventory',
    `update reservation set lines = '[]'`,
    productId,
  ],
  [
    'sold is what committed reservations hold, less what refunds put back into sale',
    'inventory',
    `update reservation set returns = '${JSON.stringify([{ refundId: newId(), lines: [{ productId, quantity: 1 }] }])}'`,
    productId,
  ],
  ['stock is what its movements come to', 'inventory', 'update stock_item set received = 11, on_hand = 9', productId],
  [
    'the stock of an order moves each way once at most, for each refund',
    'inventory',
    `insert into stock_movement (product_id, type, quantity, order_id, actor, correlation_id, at, hash, prev_hash)
     values ('${productId}', 'committed', 2, '${orderId}', '', '', now(), '', '')`,
  ],
  [
    'no more of an order comes back than was sold',
    'inventory',
    `insert into stock_movement (product_id, type, quantity, order_id, reference, actor, correlation_id, at, hash, prev_hash)
     values ('${productId}', 'returned', 3, '${orderId}', 'refund', '', '', now(), '', '')`,
  ],
  [
    'what refunds put back into sale is there, line by line',
    'inventory',
    `update reservation set returns = '${JSON.stringify([{ refundId: newId(), lines: [{ productId, quantity: 1 }] }])}'`,
  ],
  [
    'no piece of an order is refunded twice',
    'order',
    summary(`data = jsonb_set(data, '{refunds}', '${JSON.stringify([
      { refundId: newId(), amount: { amount: 0 }, goods: [{ productId, quantity: 3, restock: false }] },
    ])}')`),
  ],
  [
    'what happened to an order was published',
    'order',
    `delete from outbox where envelope ->> 'type' like '%confirmed%'`,
  ],
  ['what happened to a payment was published', 'payment', 'delete from outbox'],
  ["what happened to an order's stock was published", 'inventory', 'delete from outbox'],
  [
    'the latest stock of a product was published',
    'inventory',
    `delete from outbox where envelope -> 'data' ->> 'available' = '8'`,
    productId,
  ],
  [
    'captured = total for confirmed and beyond, and what is refunded is the same in both books',
    'payment',
    'update payment set refunded = 5',
  ],
  ['refunded = captured for CANCELLED and REFUNDED', 'order', summary(`status = 'CANCELLED'`)],
  [
    'nothing is reserved for an ended order; what is confirmed is sold, line by line',
    'inventory',
    `update reservation set status = 'RESERVED'`,
  ],
  [
    'no stock and no money belongs to an order nobody knows',
    'inventory',
    `insert into reservation (order_id, status) values ('${otherOrder}', 'RELEASED')`,
    otherOrder,
  ],
  ["the provider's own ledger agrees, charge by charge", 'payment', `update payment_attempt set state = 'FAILED'`],
  ['the catalogue shows the stock there is', 'product', 'update stock_level set available = 7', productId],
];

describe('the invariants', { skip }, () => {
  let shop: GoodShop;
  before(async () => {
    shop = await createGoodShop();
  });
  after(() => shop?.drop());
  beforeEach(() => shop.mend());

  const violated = async () =>
    new Map((await checkInvariants(shop, 0)).invariants.map(({ name, violations }) => [name, violations]));

  it('hold for books that are good, and all of them are tried here', async () => {
    const report = await checkInvariants(shop, 0);
    assert.deepEqual(
      report.invariants.filter(({ violations }) => violations.length > 0),
      [],
    );
    assert.deepEqual(report.underWay, []);
    const tried = new Set([...wrong.map(([name]) => name), 'no healthy event waits for a person']);
    assert.deepEqual(
      report.invariants.map(({ name }) => name).filter((name) => !tried.has(name)),
      [],
    );
  });

  for (const [name, store, sql, whose = orderId] of wrong)
    it(`"${name}" bites: ${sql.replace(/\s+/g, ' ').slice(0, 60)}`, async () => {
      await shop.force(store, sql);
      const found = (await violated()).get(name);
      assert.ok(
        found?.some(({ id }) => id === whose),
        JSON.stringify(found),
      );
    });

  it('a charge that only the provider knows is found', async () => {
    shop.entries.push({ reference: `${orderId}:2`, captures: 1, captured: 2_000, refunded: 0 });
    const found = (await violated()).get("the provider's own ledger agrees, charge by charge");
    assert.deepEqual(
      found?.map(({ id }) => id),
      [orderId],
    );
  });

  it('a healthy event must not wait for a person; a broken one, or one that replays itself, may', async () => {
    await shop.force('order', letter('poison', 'com.mambogo.stock.reserved.v9'));
    await shop.force('inventory', letter('transient', 'com.mambogo.order.delivered.v1'));
    assert.equal(violationsOf(await checkInvariants(shop, 0)), 0);
    await shop.force('payment', letter('poison', 'com.mambogo.order.delivered.v1'));
    assert.equal((await violated()).get('no healthy event waits for a person')?.length, 1);
  });

  it('an order under way is listed, and its books may differ meanwhile', async () => {
    await shop.force('order', summary(`status = 'CANCELLED', unanswered = true`));
    const report = await checkInvariants(shop, 0);
    assert.deepEqual(
      report.underWay.map(({ what, id }) => [what, id]),
      [['ended, not answered: CANCELLED', orderId]],
    );
    const about = report.invariants.filter(({ violations }) => violations.length > 0).map(({ name }) => name);
    assert.deepEqual(about, ['an order summary is the fold of its log']);
    await shop.force(
      'product',
      `insert into outbox (id, topic, message_key, envelope) values ('${newId()}', 't', 'k', '{}')`,
    );
    assert.ok(
      (await checkInvariants(shop, 0)).underWay.some(
        ({ store, what }) => store === 'product' && what === 'event to publish',
      ),
    );
  });
});

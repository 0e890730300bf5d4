/** Books that are wrong in one way each, by the invariant that must find it. */
import { newId } from '@mambogo/contracts/ids.ts';
import type { DatabaseName } from '../stores.ts';
import { orderId, otherOrder, productId } from './consistent-fixture.ts';

const logged = (type: string, data: object, version = 6) =>
  `insert into order_event (order_id, version, type, data, at, actor, correlation_id, hash, prev_hash)
   values ('${orderId}', ${version}, '${type}', '${JSON.stringify(data)}', now(), 'test', '', '', '')`;
export const summary = (change: string) => `update order_summary set ${change}`;
const refund = (amount: number, attempt = 1) =>
  `insert into payment_refund (refund_id, order_id, attempt, amount, reason, state)
   values ('${newId()}', '${orderId}', ${attempt}, ${amount}, '', 'DONE')`;

/** What is done to the books, by the invariant that must find it. */
export const inconsistencies: readonly (readonly [
  invariant: string,
  store: DatabaseName,
  sql: string,
  whose?: string,
])[] = [
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
    summary(
      `data = jsonb_set(data, '{refunds}', '${JSON.stringify([
        { refundId: newId(), amount: { amount: 0 }, goods: [{ productId, quantity: 3, restock: false }] },
      ])}')`,
    ),
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

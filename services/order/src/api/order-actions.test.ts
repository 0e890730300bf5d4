import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { getOrder, Order } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { placedOrder } from '../../testing/placed-order.ts';
import { skip } from '../../testing/test-database.ts';

describe('a customer’s actions on an order', { skip }, () => {
  const placed = placedOrder();

  const post = (path: string, body?: unknown, key?: string, who = placed().customer) =>
    placed().service.request(who, pathOf(getOrder, { params: { id: placed().order.id } }) + path, {
      method: 'POST',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const slug = async (response: Response) =>
    `${response.status} ${ProblemBody.parse(await response.json())
      .type.split('/')
      .at(-1)}`;

  it('cancel it with or without a reason, and idempotently', async () => {
    const { get, emittedEvents, store, order } = placed();
    const response = await post('/cancel', { reason: 'changed my mind' });
    assert.equal(response.status, 202);
    const cancelled = Order.parse(await response.json());
    assert.equal(cancelled.status, 'CANCELLED');
    assert.equal(cancelled.cancellation?.reason, 'customer');
    assert.equal(cancelled.cancellation.note, 'changed my mind');
    assert.deepEqual(await get(), cancelled);
    assert.equal((await post('/cancel')).status, 202);
    assert.deepEqual(await emittedEvents(), ['order.placed', 'order.cancelled']);
    const [{ log, emitted }] = await store.database.query(
      `select (select string_agg(data::text, '') from order_event where order_id = $1) as log,
         (select string_agg(envelope::text, '') from outbox where message_key = $1::text) as emitted`,
      [order.id],
    );
    assert.ok(!`${log}${emitted}`.includes('changed my mind'), 'the reason is in no log and no event');
    assert.equal(cancelled.shippingAddress.name, 'Ada L.');
  });

  it('cancel it without a body, and reject an invalid body', async () => {
    assert.equal(await slug(await post('/cancel', { reason: '' })), '400 validation');
    assert.equal(await slug(await post('/cancel', { why: 'no' })), '400 validation');
    assert.equal((await post('/cancel')).status, 202);
  });

  it('try another card after a failed attempt, once per key', async () => {
    const { reserve, fail, get, emittedEvents, store, order } = placed();
    const key = randomUUID();
    assert.equal(await slug(await post('/payments', { token: 'tok_ok' }, key)), '409 invalid-transition');
    await reserve();
    await fail(true);
    const responses = await Promise.all([1, 2].map(() => post('/payments', { token: 'tok_ok' }, key)));
    assert.ok(responses.some(({ status }) => status === 202));
    for (const response of responses)
      if (response.status !== 202) assert.equal(await slug(response), '409 idempotency-in-flight');
    const again = await post('/payments', { token: 'tok_ok' }, key);
    assert.equal(again.status, 202);
    assert.equal(Order.parse(await again.json()).payment.status, 'PENDING');
    assert.equal(await slug(await post('/payments', { token: 'tok_twice' }, key)), '422 idempotency-key-reused');
    assert.equal(await slug(await post('/payments', { token: 'tok_ok' }, randomUUID())), '409 invalid-transition');
    assert.equal((await get()).payment.status, 'PENDING');
    assert.deepEqual(await emittedEvents(), ['order.placed', 'order.payment-requested']);
    const [{ data }] = await store.database.query(
      `select envelope->'data' as data from outbox where message_key = $1 order by seq desc limit 1`,
      [order.id],
    );
    assert.deepEqual(data, { orderId: order.id, attempt: 2, paymentToken: 'tok_ok' });
  });

  it('require a key to pay, and reject orders of other customers', async () => {
    assert.equal(await slug(await post('/payments', { token: 'tok_ok' })), '400 validation');
    const other = CustomerId.parse(randomUUID());
    assert.equal(await slug(await post('/cancel', undefined, undefined, other)), '404 not-found');
    assert.equal(await slug(await post('/payments', { token: 'tok_ok' }, randomUUID(), other)), '404 not-found');
  });
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { paymentRefunded } from '@mambogo/contracts/events/payment-events.ts';
import { CustomerId, newPaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import { placedOrder } from '../../../testing/placed-order.ts';
import { skip } from '../../../testing/test-database.ts';

const merchant = CustomerId.parse(randomUUID());
const secret = 'Bo Bell is a crook';

describe('what staff write of an order', { skip }, () => {
  const placed = placedOrder();
  const post = (path: string, body: unknown) =>
    placed().service.ask(
      merchant,
      `/api/v1/admin/orders/${placed().order.id}${path}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify(body),
      },
      'merchant',
    );
  const asMerchant = async () =>
    AdminOrder.parse(
      await (await placed().service.ask(merchant, `/api/v1/admin/orders/${placed().order.id}`, {}, 'merchant')).json(),
    );
  /** All that the customer can read of it. */
  const asCustomer = async () => {
    const { service, customer, order } = placed();
    const read = async (path: string) => (await service.ask(customer, `/api/v1/orders${path}`)).text();
    return `${await read('')}${await read(`/${order.id}`)}${await read(`/${order.id}/timeline`)}`;
  };
  /** All that lies readable in the store, events among it. */
  const stored = async () => {
    const [{ all }] = await placed().store.database.query(
      `select (select string_agg(e::text, '') from order_event e) || (select string_agg(s::text, '') from order_summary s)
         || (select string_agg(k::text, '') from idempotency_key k) || (select string_agg(o::text, '') from outbox o) as all`,
    );
    return all as string;
  };

  it('is read by staff alone: why they cancelled', async () => {
    assert.equal((await post('/cancel', {})).status, 400);
    assert.equal((await post('/cancel', { reason: secret })).status, 202);
    const { cancellation } = await asMerchant();
    assert.deepEqual([cancellation?.shopNote, cancellation?.shopNoteVisible], [secret, false]);
    assert.ok(!(await asCustomer()).includes('Bo Bell'));
    assert.ok(!(await stored()).includes('Bo Bell'), 'in no log, no event and no readable column');
  });

  it('is read by staff alone: why they pay back', async () => {
    const { reserve, capture, service, order } = placed();
    await reserve();
    await capture();
    assert.equal((await post('/refunds', { reason: secret })).status, 202);
    const [refund] = (await asMerchant()).refunds;
    assert.deepEqual([refund?.shopNote, refund?.shopNoteVisible], [secret, false]);
    const paidBack = { orderId: order.id, refundId: RefundId.parse(refund?.refundId), paymentId: newPaymentId() };
    await service.deliver(paymentRefunded, {
      ...paidBack,
      ...{ amount: order.total, refundedTotal: order.total, reason: 'the shop pays it back' },
    });
    assert.ok(!(await asCustomer()).includes('Bo Bell'));
    assert.ok(!(await stored()).includes('Bo Bell'));
    assert.equal((await asMerchant()).refunds[0]?.shopNote, secret);
  });

  it('is read by the customer where it is marked for them, each note by itself', async () => {
    const { reserve, capture, order, get } = placed();
    await reserve();
    await capture();
    const back = { amount: { ...order.total, amount: 100 } };
    await Promise.all([
      post('/refunds', { ...back, reason: 'For the scratch.', visibleToCustomer: true }),
      post('/refunds', { ...back, reason: secret, visibleToCustomer: false }),
    ]);
    await post('/cancel', { reason: 'The roof leaks.', visibleToCustomer: true });
    const seen = await get();
    assert.equal(seen.cancellation?.shopNote, 'The roof leaks.');
    assert.deepEqual(
      new Set(seen.refunds.map(({ shopNote }) => shopNote)),
      new Set(['For the scratch.', undefined]),
      'two at the same moment do not lose each other’s words',
    );
    assert.deepEqual(
      new Set((await asMerchant()).refunds.map(({ shopNote }) => shopNote)),
      new Set(['For the scratch.', secret]),
    );
    assert.ok(!(await stored()).includes('The roof leaks.'));
  });

  it('of an earlier release is read by staff alone', async () => {
    const { store, order } = placed();
    await post('/cancel', { reason: 'x' });
    await store.database.query(
      `update order_summary set data = jsonb_set(data, '{cancellation,detail}', to_jsonb($2::text)),
         personal = (select personal from order_event where order_id = $1 and version = 1) where id = $1`,
      [order.id, secret],
    );
    assert.deepEqual((await asMerchant()).cancellation?.shopNote, secret);
    assert.ok(!(await asCustomer()).includes('Bo Bell'));
  });

  it('goes with the customer’s key', async () => {
    const { store, customer } = placed();
    await post('/cancel', { reason: secret });
    await store.database.query('delete from customer_key where customer_id = $1', [customer]);
    assert.equal((await asMerchant()).cancellation?.shopNote, undefined);
  });
});

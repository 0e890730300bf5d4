import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { AdminOrder, getAnyOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { paymentRefunded } from '@mambogo/contracts/events/payment-events.ts';
import { CustomerId, newPaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import { placedOrder } from '../../../testing/placed-order.ts';
import { skip } from '../../../testing/test-database.ts';

const merchant = CustomerId.parse(randomUUID());
const secret = 'Bo Bell is a crook';

describe('a note of staff on an order', { skip }, () => {
  const placed = placedOrder();
  const post = (path: string, body: unknown) =>
    placed().service.request(
      merchant,
      pathOf(getAnyOrder, { params: { id: placed().order.id } }) + path,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify(body),
      },
      'merchant',
    );
  const asMerchant = async () =>
    AdminOrder.parse(
      await (
        await placed().service.request(
          merchant,
          pathOf(getAnyOrder, { params: { id: placed().order.id } }),
          {},
          'merchant',
        )
      ).json(),
    );
  /** Everything the customer can read about the order. */
  const asCustomer = async () => {
    const { service, customer, order } = placed();
    const read = async (path: string) => (await service.request(customer, listOrders.path + path)).text();
    return `${await read('')}${await read(`/${order.id}`)}${await read(`/${order.id}/timeline`)}`;
  };
  /** Everything that is stored, events included. */
  const stored = async () => {
    const [{ all }] = await placed().store.database.query(
      `select (select string_agg(e::text, '') from order_event e) || (select string_agg(s::text, '') from order_summary s)
         || (select string_agg(k::text, '') from idempotency_key k) || (select string_agg(o::text, '') from outbox o) as all`,
    );
    return all as string;
  };

  it('is hidden from the customer by default: reason of a cancellation', async () => {
    assert.equal((await post('/cancel', {})).status, 400);
    assert.equal((await post('/cancel', { reason: secret })).status, 202);
    const { cancellation } = await asMerchant();
    assert.deepEqual([cancellation?.shopNote, cancellation?.shopNoteVisible], [secret, false]);
    assert.ok(!(await asCustomer()).includes('Bo Bell'));
    assert.ok(!(await stored()).includes('Bo Bell'), 'in no log, event or plain-text column');
  });

  it('is hidden from the customer by default: reason of a refund', async () => {
    const { reserve, capture, service, order } = placed();
    await reserve();
    await capture();
    assert.equal((await post('/refunds', { reason: secret })).status, 202);
    const [refund] = (await asMerchant()).refunds;
    assert.deepEqual([refund?.shopNote, refund?.shopNoteVisible], [secret, false]);
    const completedRefund = {
      orderId: order.id,
      refundId: RefundId.parse(refund?.refundId),
      paymentId: newPaymentId(),
    };
    await service.deliver(paymentRefunded, {
      ...completedRefund,
      ...{ amount: order.total, refundedTotal: order.total, reason: 'the shop pays it back' },
    });
    assert.ok(!(await asCustomer()).includes('Bo Bell'));
    assert.ok(!(await stored()).includes('Bo Bell'));
    assert.equal((await asMerchant()).refunds[0]?.shopNote, secret);
  });

  it('is shown to the customer if it is marked as visible, each note separately', async () => {
    const { reserve, capture, order, get } = placed();
    await reserve();
    await capture();
    const partialRefund = { amount: { ...order.total, amount: 100 } };
    await Promise.all([
      post('/refunds', { ...partialRefund, reason: 'For the scratch.', visibleToCustomer: true }),
      post('/refunds', { ...partialRefund, reason: secret, visibleToCustomer: false }),
    ]);
    await post('/cancel', { reason: 'The roof leaks.', visibleToCustomer: true });
    const seen = await get();
    assert.equal(seen.cancellation?.shopNote, 'The roof leaks.');
    assert.deepEqual(
      new Set(seen.refunds.map(({ shopNote }) => shopNote)),
      new Set(['For the scratch.', undefined]),
      'concurrent refunds do not overwrite each other’s notes',
    );
    assert.deepEqual(
      new Set((await asMerchant()).refunds.map(({ shopNote }) => shopNote)),
      new Set(['For the scratch.', secret]),
    );
    assert.ok(!(await stored()).includes('The roof leaks.'));
  });

  it('of an earlier release is hidden from the customer', async () => {
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

  it('is unreadable without the customer’s key', async () => {
    const { store, customer } = placed();
    await post('/cancel', { reason: secret });
    await store.database.query('delete from customer_key where customer_id = $1', [customer]);
    assert.equal((await asMerchant()).cancellation?.shopNote, undefined);
  });
});

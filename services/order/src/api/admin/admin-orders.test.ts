import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { AdminOrder, AdminOrderPage, getAnyOrder, listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { paymentRefunded, paymentRefundFailed } from '@mambogo/contracts/events/payment-events.ts';
import { CustomerId, newPaymentId, type RefundId } from '@mambogo/contracts/ids.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import type { z } from 'zod';
import { placedOrder } from '../../../testing/placed-order.ts';
import { skip } from '../../../testing/test-database.ts';

const merchant = CustomerId.parse(randomUUID());
const shipment = { carrier: 'Post', trackingNumber: 'RR1' };

describe('a merchant’s actions on orders', { skip }, () => {
  const placed = placedOrder();

  const request = (path: string, body?: unknown, key?: string) =>
    placed().service.request(
      merchant,
      listAllOrders.path + path,
      body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
            body: JSON.stringify(body),
          },
      'merchant',
    );
  const action = (path: string, body: unknown = {}, key?: string) => request(`/${placed().order.id}${path}`, body, key);
  const slug = async (response: Response) =>
    `${response.status} ${ProblemBody.parse(await response.json())
      .type.split('/')
      .at(-1)}`;
  const succeeded = async (response: Response) => AdminOrder.parse(await response.json());
  const list = async (query: string) => AdminOrderPage.parse(await (await request(query)).json());

  it('ship a paid order once, and deliver a shipped one', async () => {
    const { reserve, capture, emittedEvents } = placed();
    assert.equal(await slug(await action('/ship', shipment)), '409 invalid-transition');
    assert.equal(await slug(await action('/deliver')), '409 invalid-transition');
    await reserve();
    await capture();
    assert.deepEqual((await succeeded(await action('/ship', shipment))).shipment, shipment);
    assert.equal((await action('/ship', shipment)).status, 200);
    assert.equal(await slug(await action('/ship', { ...shipment, carrier: 'Other' })), '409 invalid-transition');
    assert.equal(await slug(await action('/cancel', { reason: 'too late' })), '409 invalid-transition');
    assert.equal((await succeeded(await action('/deliver'))).status, 'DELIVERED');
    assert.deepEqual(await emittedEvents(), ['order.placed', 'order.confirmed', 'order.shipped', 'order.delivered']);
  });

  it('refund in parts, never more than is left, and only with a key', async () => {
    const { service, order, reserve, capture, emittedEvents, get } = placed();
    const refundBody = (amount: number) => ({ amount: { ...order.total, amount }, reason: 'a scratch' });
    assert.equal(await slug(await action('/refunds', refundBody(100))), '400 validation');
    assert.equal(await slug(await action('/refunds', refundBody(100), randomUUID())), '409 invalid-transition');
    await reserve();
    await capture();
    const key = randomUUID();
    const first = await succeeded(await action('/refunds', refundBody(1_000), key));
    assert.deepEqual(await succeeded(await action('/refunds', refundBody(1_000), key)), first);
    assert.equal(await slug(await action('/refunds', refundBody(1_501), randomUUID())), '422 refund-exceeds-payment');
    assert.equal(await slug(await action('/refunds', refundBody(0), randomUUID())), '400 validation');
    const euros = { amount: { amount: 5, currency: 'EUR' }, reason: 'x' };
    assert.equal(await slug(await action('/refunds', euros, randomUUID())), '422 refund-exceeds-payment');
    const completeRefund = async (refundId: RefundId | undefined, amount: number) => {
      assert.ok(refundId);
      await service.deliver(paymentRefunded, {
        orderId: order.id,
        refundId,
        paymentId: newPaymentId(),
        amount: { ...order.total, amount },
        refundedTotal: { ...order.total, amount },
        reason: 'a scratch',
      });
    };
    await completeRefund(first.refunds[0]?.refundId, 1_000);
    assert.equal((await get()).payment.status, 'PARTIALLY_REFUNDED');
    assert.equal((await get()).refunded.amount, 1_000);
    const rest = await succeeded(await action('/refunds', { reason: 'all of it' }, randomUUID()));
    assert.equal(rest.refunds[1]?.amount.amount, 1_500);
    assert.equal(await slug(await action('/ship', shipment)), '409 invalid-transition');
    await completeRefund(rest.refunds[1]?.refundId, 1_500);
    assert.equal((await get()).status, 'REFUNDED');
    assert.equal(await slug(await action('/ship', shipment)), '409 invalid-transition');
    assert.deepEqual(await emittedEvents(), [
      'order.placed',
      'order.confirmed',
      'order.refund-requested',
      'order.refund-requested',
    ]);
  });

  it('request a failed refund again', async () => {
    const { service, order, capture } = placed();
    await capture();
    const requested = await succeeded(await action('/refunds', { reason: 'all' }, randomUUID()));
    const refundId = requested.refunds[0]?.refundId;
    assert.ok(refundId);
    const data = { orderId: order.id, refundId, paymentId: newPaymentId(), amount: order.total, reason: 'closed' };
    await service.deliver(paymentRefundFailed, { ...data, refundedTotal: { ...order.total, amount: 0 } });
    const again = await succeeded(await action('/refunds', { reason: 'all' }, randomUUID()));
    assert.deepEqual(
      again.refunds.map(({ status }) => status),
      ['FAILED', 'REQUESTED'],
    );
  });

  it('list orders by status, number, customer, stuck and held', async () => {
    const { order, customer, store } = placed();
    for (const number of [order.number, order.number.slice(1), order.number.slice(1).toLowerCase()])
      assert.deepEqual(ids(await list(`?number=${number}`)), [order.id], number);
    assert.deepEqual(ids(await list(`?customer=${customer}`)), [order.id]);
    assert.deepEqual(ids(await list(`?customer=${customer}&status=CONFIRMED`)), []);
    assert.deepEqual(ids(await list(`?customer=${customer}&stuck=true`)), []);
    assert.deepEqual(ids(await list(`?customer=${customer}&stuck=false`)), [order.id]);
    await store.database.query(`update order_summary set pay_before = now() where id = $1`, [order.id]);
    assert.deepEqual(ids(await list(`?customer=${customer}&stuck=true`)), [order.id]);
    assert.equal((await list(`?customer=${customer}`)).items[0]?.stuck, true);
    assert.deepEqual(ids(await list(`?customer=${customer}&held=true`)), []);
    await placed().fail(true);
    const [held] = (await list(`?customer=${customer}&held=true`)).items;
    assert.deepEqual([held?.id, held?.held, held?.units], [order.id, true, 2]);
    const page = await list('?size=1');
    assert.equal(page.items.length, 1);
    assert.notDeepEqual(ids(await list(`?size=1&cursor=${page.next}`)), ids(page));
    for (const bad of [
      '?status=LOST',
      '?number=!',
      '?customer=me',
      '?stuck=maybe',
      '?held=maybe',
      '?cursor=x',
      '?size=0',
    ])
      assert.equal(await slug(await request(bad)), '400 validation', bad);
  });

  it('read any order and its timeline, as a merchant only', async () => {
    const { order, customer, service } = placed();
    assert.equal((await succeeded(await request(`/${order.id}`))).customerId, customer);
    assert.equal(((await (await request(`/${order.id}/timeline`)).json()) as unknown[]).length, 3);
    assert.equal(await slug(await request(`/${randomUUID()}`)), '404 not-found');
    assert.equal(
      await slug(await service.request(customer, pathOf(getAnyOrder, { params: { id: order.id } }))),
      '403 forbidden',
    );
  });

  const ids = ({ items }: z.infer<typeof AdminOrderPage>) => items.map(({ id }) => id);
});

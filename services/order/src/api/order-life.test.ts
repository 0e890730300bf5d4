import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stockCommitted, stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import { paymentCaptured } from '@mambogo/contracts/events/payment-events.ts';
import { newId, newOrderId, newPaymentId } from '@mambogo/contracts/ids.ts';
import { lines, placedOrder } from '../../testing/placed-order.ts';
import { skip } from '../../testing/test-database.ts';
import { cartOf } from '../../testing/test-service.ts';
import { expireUnpaidOrders } from '../worker/expire-unpaid-orders.ts';

describe('an order', { skip }, () => {
  const placed = placedOrder();

  it('publishes the cart line ids only in order.confirmed', async () => {
    const { store, service, place, get } = placed();
    const cart = cartOf(newId());
    const lineId = newId();
    service.peers.cart = { ...cart, items: cart.items.map((item) => ({ ...item, lineId })) };
    const order = await place(cart.total);
    await service.deliver(paymentCaptured, {
      orderId: order.id,
      attempt: 1,
      paymentId: newPaymentId(),
      amount: order.total,
      reference: 'ref-1',
    });
    const confirmedEvents: { type: string; line: { cartLineId?: string } }[] = await store.database.query(
      `select envelope ->> 'type' as type, envelope -> 'data' -> 'lines' -> 0 as line from outbox
       where message_key = $1 order by seq`,
      [order.id],
    );
    assert.deepEqual(
      confirmedEvents.map(({ type, line }) => [type, line.cartLineId]),
      [
        ['com.mambogo.order.placed.v1', undefined],
        ['com.mambogo.order.confirmed.v1', lineId],
      ],
    );
    assert.ok(!JSON.stringify(order).includes(lineId));
    assert.ok(!JSON.stringify(await get()).includes(lineId));
  });

  it('is confirmed by a capture before the reservation, and stays CONFIRMED after it', async () => {
    const { reserve, capture, get } = placed();
    await capture();
    assert.equal((await get()).status, 'CONFIRMED');
    await reserve();
    assert.equal((await get()).status, 'CONFIRMED');
  });

  it('is cancelled when it is not paid in time, and stays CANCELLED after a late capture', async () => {
    const { store, service, order, reserve, capture, fail, get, emittedEvents } = placed();
    await reserve();
    await fail(false);
    assert.equal((await get()).status, 'AWAITING_PAYMENT');
    await store.database.query('update order_summary set pay_before = now() where id = $1', [order.id]);
    await expireUnpaidOrders({ ...service.context, subscriptionUptime: { markAlive() {}, isComplete: () => true } });
    assert.equal((await get()).status, 'CANCELLED');
    await capture();
    assert.equal((await get()).status, 'CANCELLED');
    assert.equal((await get()).payment.status, 'CAPTURED');
    assert.deepEqual(await emittedEvents(), ['order.placed', 'order.cancelled', 'order.cancelled']);
  });

  for (const retryable of [true, false])
    it(`waits for another card after a failure that is ${retryable ? '' : 'not '}retryable`, async () => {
      const { reserve, fail, get, emittedEvents } = placed();
      await reserve();
      await fail(retryable);
      const failedOrder = await get();
      assert.equal(failedOrder.status, 'AWAITING_PAYMENT');
      assert.equal(failedOrder.payment.status, 'FAILED');
      assert.deepEqual(await emittedEvents(), ['order.placed']);
    });

  it('handles the same event once', async () => {
    const { service, order, reserve, get } = placed();
    const id = newId();
    const data = { orderId: order.id, lines, expiresAt: '2099-01-01T00:00:00.000Z' };
    assert.deepEqual(await service.deliver(stockReserved, data, id), ['SUCCESS']);
    assert.deepEqual(await service.deliver(stockReserved, data, id), ['SUCCESS']);
    assert.deepEqual(await reserve(), ['SUCCESS']);
    assert.equal((await get()).version, 2);
  });

  it('stores an event of an unknown order as a dead letter that is due at once', async () => {
    const { store, service } = placed();
    const orderId = newOrderId();
    const statuses = await service.deliver(stockCommitted, { orderId, lines });
    assert.deepEqual(statuses, ['SUCCESS']);
    const [deadLetter] = await store.database.query(
      'select kind, status, next_at <= now() as due from dead_letter where subject = $1',
      [orderId],
    );
    assert.deepEqual(deadLetter, { kind: 'transient', status: 'waiting', due: true });
  });
});

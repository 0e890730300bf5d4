import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { stockReleased } from '@mambogo/contracts/events/inventory-events.ts';
import { paymentVoided } from '@mambogo/contracts/events/payment-events.ts';
import { lines, placedOrder } from '../../testing/placed-order.ts';
import { skip } from '../../testing/test-database.ts';
import { cartOf } from '../../testing/test-service.ts';
import { expireUnpaidOrders } from './expire-unpaid-orders.ts';
import { republishUnacknowledged } from './republish-unacknowledged.ts';

describe('the timers of orders', { skip }, () => {
  const placed = placedOrder();

  const secondsPass = (seconds: number) =>
    placed().store.database.query(
      `with o as (update order_summary set updated_at = updated_at - make_interval(secs => $1),
         pay_before = pay_before - make_interval(secs => $1))
       update order_reminder set at = at - make_interval(secs => $1), next_at = next_at - make_interval(secs => $1)`,
      [seconds],
    );
  const remind = (atOnce?: number) => republishUnacknowledged(placed().service.context, atOnce);
  const close = (isComplete = true, atOnce?: number) =>
    expireUnpaidOrders(
      { ...placed().service.context, subscriptionUptime: { markAlive() {}, isComplete: () => isComplete } },
      atOnce,
    );

  it('cancel an order that was not paid in time, once events have been received for long enough', async () => {
    const { get, emittedEvents } = placed();
    await close();
    assert.equal((await get()).status, 'PENDING');
    await secondsPass(1_800);
    await close(false);
    assert.equal((await get()).status, 'PENDING');
    await Promise.all([close(), close()]);
    assert.equal((await get()).cancellation?.reason, 'payment-window');
    assert.deepEqual(await emittedEvents(), ['order.placed', 'order.cancelled']);
  });

  it('take the order first that has waited longest, and say whether more may be due', async () => {
    const { order, place, emittedEvents, service, store, get } = placed();
    service.peers.cart = cartOf(randomUUID());
    const older = await place(order.total);
    const longer = (id: string) =>
      store.database.query(
        `update order_summary set updated_at = updated_at - interval '1 hour', pay_before = pay_before - interval '1 hour'
         where id = $1`,
        [id],
      );
    await store.database.query(`update order_summary set unanswered = false where id <> all($1)`, [
      [order.id, older.id],
    ]);
    await longer(older.id);
    await secondsPass(1_800);
    assert.equal(await close(true, 1), true);
    assert.equal((await get()).status, 'PENDING', 'the older one was due first');
    assert.equal(await close(true, 1), true);
    assert.equal((await get()).status, 'CANCELLED');
    assert.equal(await close(true, 1), false);
    await longer(older.id);
    await secondsPass(61);
    const cancelled = async () => (await emittedEvents()).filter((type) => type === 'order.cancelled').length;
    assert.equal(await remind(1), true);
    assert.equal(await cancelled(), 1, 'the older one was due first');
    assert.equal(await remind(1), true);
    assert.equal(await cancelled(), 2);
    assert.equal(await remind(1), false);
  });

  it('leave a paid order alone', async () => {
    const { get, capture } = placed();
    await capture();
    await secondsPass(1_800);
    await close();
    assert.equal((await get()).status, 'CONFIRMED');
  });

  it('publish an outcome again, ever less often, until inventory and payment have acknowledged it', async () => {
    const { emittedEvents, service, order, store, get } = placed();
    const cancelled = async () => (await emittedEvents()).filter((type) => type === 'order.cancelled').length;
    await secondsPass(1_800);
    await close();
    const { version } = await get();
    await remind();
    assert.equal(await cancelled(), 1, 'a minute has not passed');
    await secondsPass(61);
    await Promise.all([remind(), remind()]);
    assert.equal(await cancelled(), 2);
    await secondsPass(61);
    await remind();
    assert.equal(await cancelled(), 2, 'two minutes have not passed');
    await secondsPass(61);
    await remind();
    assert.equal(await cancelled(), 3);
    assert.equal((await get()).version, version, 'nothing is added to the log');

    await service.deliver(stockReleased, { orderId: order.id, lines });
    await secondsPass(61);
    await remind();
    assert.equal(await cancelled(), 4, 'payment has not acknowledged it; the change restarted the back-off');
    await service.deliver(paymentVoided, { orderId: order.id });
    await secondsPass(7_200);
    await remind();
    assert.equal(await cancelled(), 4);
    const [{ n }] = await store.database.query(
      'select count(*)::int as n from order_summary where unanswered and id = $1',
      [order.id],
    );
    assert.equal(n, 0);
  });
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { followOrder, followOrders, Order } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { stockCommitted, stockRejected } from '@mambogo/contracts/events/inventory-events.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { lines, placedOrder } from '../../testing/placed-order.ts';
import { skip } from '../../testing/test-database.ts';
import { cartOf, mug } from '../../testing/test-service.ts';

describe('the live stream of an order', { skip }, () => {
  const placed = placedOrder();

  it('sends PENDING, AWAITING_PAYMENT and CONFIRMED', async () => {
    const { service, order, reserve, capture, get, emittedEvents } = placed();
    const stream = await open();
    assert.deepEqual(await stream.next(), { id: '1', status: 'PENDING' });
    assert.deepEqual(await reserve(), ['SUCCESS']);
    assert.deepEqual(await stream.next(), { id: '2', status: 'AWAITING_PAYMENT' });
    assert.deepEqual(await capture(), ['SUCCESS']);
    assert.deepEqual(await stream.next(), { id: '4', status: 'CONFIRMED' });
    await service.deliver(stockCommitted, { orderId: order.id, lines });
    assert.deepEqual(await stream.next(), { id: '5', status: 'CONFIRMED' });
    await stream.close();
    assert.deepEqual(await emittedEvents(), ['order.placed', 'order.confirmed']);
    assert.equal((await get()).payment.reference, 'ref-1');
  });

  it('recovers when the listening connection breaks', async () => {
    const { store, reserve, capture } = placed();
    const listening = async (): Promise<{ pid: number }[]> =>
      store.database.query(
        `select pid from pg_stat_activity where datname = current_database() and application_name = 'test-order-listen'
           and query like 'listen%' and state = 'idle'`,
      );
    const poll = async (ready: (pids: number[]) => boolean) => {
      while (!ready((await listening()).map(({ pid }) => pid))) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const stream = await open();
    assert.deepEqual(await stream.next(), { id: '1', status: 'PENDING' });
    await poll((pids) => pids.length === 1);
    const [before] = await listening();
    await store.database.query('select pg_terminate_backend($1)', [before?.pid]);
    await reserve();
    assert.deepEqual(await stream.next(), { id: '2', status: 'AWAITING_PAYMENT' }, 'read after reconnecting');
    await poll((pids) => pids.length === 1 && pids[0] !== before?.pid);
    await capture();
    assert.deepEqual(await stream.next(), { id: '4', status: 'CONFIRMED' });
    await stream.close();
  });

  it('accepts an order id in upper case', async () => {
    const { service, customer, order, reserve } = placed();
    const response = await service.request(customer, pathOf(followOrder, { params: { id: order.id.toUpperCase() } }));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.match((await reader?.read())?.value ?? '', /PENDING/);
    await reserve();
    assert.match((await reader?.read())?.value ?? '', /AWAITING_PAYMENT/);
    await reader?.cancel();
  });

  it('resumes after the last received event', async () => {
    const { reserve, capture } = placed();
    await reserve();
    const stream = await open('2');
    await capture();
    assert.deepEqual(await stream.next(), { id: '4', status: 'CONFIRMED' });
    await stream.close();
  });

  it('ends when the order is cancelled, and returns 204 on reconnection', async () => {
    const { service, customer, order, get, emittedEvents } = placed();
    const stream = await open('1');
    await service.deliver(stockRejected, {
      orderId: order.id,
      shortages: [{ productId: mug.productId, requested: 2, available: 1 }],
    });
    assert.deepEqual(await stream.next(), { id: '3', status: 'CANCELLED' });
    assert.equal(await stream.next(), undefined);
    const back = await service.request(customer, pathOf(followOrder, { params: { id: order.id } }), {
      headers: { 'last-event-id': '3' },
    });
    assert.equal(back.status, 204);
    const { cancellation } = await get();
    assert.equal(cancellation?.reason, 'out-of-stock');
    assert.equal(cancellation?.detail, 'Only 1 of the 2 Blue mug you ordered is left.');
    assert.deepEqual(await emittedEvents(), ['order.placed', 'order.cancelled']);
  });

  it('can follow several orders, but none of another customer', async () => {
    const { service, order, place, reserve } = placed();
    service.peers.cart = cartOf(randomUUID());
    const other = await place(service.peers.cart.total);
    const stranger = CustomerId.parse(randomUUID());
    const path = `${followOrders.path}?orders=${order.id.toUpperCase()},${other.id},${randomUUID()}`;
    assert.equal((await service.request(stranger, path)).status, 404);
    const stream = await open(undefined, path);
    const first = [await stream.next(), await stream.next()];
    assert.deepEqual(
      new Set(first.map((event) => event?.order)),
      new Set([order.id, other.id]),
      'the current state of each, at once',
    );
    await reserve();
    assert.deepEqual(await stream.next(), { id: '', status: 'AWAITING_PAYMENT', order: order.id });
    for (const orderId of [order.id, other.id])
      await service.deliver(stockRejected, {
        orderId,
        shortages: [{ productId: mug.productId, requested: 2, available: 1 }],
      });
    assert.equal((await stream.next())?.status, 'CANCELLED');
    assert.equal((await stream.next())?.status, 'CANCELLED');
    assert.equal(await stream.next(), undefined, 'the stream ends when none can change any more');
  });

  async function open(lastEventId?: string, path?: string) {
    const { service, customer, order } = placed();
    const response = await service.request(customer, path ?? pathOf(followOrder, { params: { id: order.id } }), {
      headers: lastEventId ? { 'last-event-id': lastEventId } : {},
    });
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return {
      async next(): Promise<{ id: string; status: string; order?: string } | undefined> {
        for (;;) {
          const end = text.indexOf('\n\n');
          if (end >= 0) {
            const match = /^(?:id: (\d+)\n)?event: status\ndata: (.*)$/.exec(text.slice(0, end));
            text = text.slice(end + 2);
            if (!match) continue;
            const { id, status } = Order.parse(JSON.parse(match[2] ?? ''));
            return { id: match[1] ?? '', status, ...(path ? { order: id } : {}) };
          }
          const chunk = await reader?.read();
          if (!chunk || chunk.done) return undefined;
          text += chunk.value;
        }
      },
      close: () => reader?.cancel(),
    };
  }
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Order, type TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { stockCommitted, stockRejected, stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import { paymentCaptured, paymentFailed } from '@mambogo/contracts/events/payment-events.ts';
import { CustomerId, newId, newOrderId, newPaymentId } from '@mambogo/contracts/ids.ts';
import { createTestDatabase, skip, type TestDatabase } from '../store/test-database.ts';
import { cartOf, mug, startTestService, type TestService } from './test-service.ts';

const shippingAddress = { name: 'Ada L.', line1: '1 Main St', city: 'Riga', postalCode: 'LV-1010', country: 'LV' };

describe('the life of an order', { skip }, () => {
  let store: TestDatabase;
  let service: TestService;
  let customer: CustomerId;
  let order: Order;

  const lines = [{ productId: mug.productId, quantity: 2 }];
  const reserve = () =>
    service.deliver(stockReserved, { orderId: order.id, lines, expiresAt: '2099-01-01T00:00:00.000Z' });
  const capture = () =>
    service.deliver(paymentCaptured, {
      orderId: order.id,
      attempt: 1,
      paymentId: newPaymentId(),
      amount: order.total,
      reference: 'ref-1',
    });
  const fail = (retryable: boolean) =>
    service.deliver(paymentFailed, {
      orderId: order.id,
      attempt: 1,
      code: 'card_declined',
      reason: 'the card was declined',
      retryable,
      suggestion: 'Pay with another card.',
    });
  const get = async () => Order.parse(await (await service.ask(customer, `/api/v1/orders/${order.id}`)).json());
  const said = async (): Promise<string[]> =>
    (
      await store.database.query(`select envelope->>'type' as type from outbox where message_key = $1 order by seq`, [
        order.id,
      ])
    ).map(({ type }: { type: string }) => type.replace(/^com\.mambogo\.|\.v1$/g, ''));

  before(async () => {
    store = await createTestDatabase();
    service = await startTestService(store);
  });
  after(async () => {
    await service?.stop();
    await store?.drop();
  });
  beforeEach(async () => {
    customer = CustomerId.parse(randomUUID());
    service.peers.cart = cartOf(randomUUID());
    const answer = await service.ask(customer, '/api/v1/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        cartVersion: service.peers.cart.version,
        shippingAddress,
        payment: { method: 'card', token: 'tok_ok' },
        expectedTotal: service.peers.cart.total,
      }),
    });
    order = Order.parse(await answer.json());
  });

  it('goes from PENDING by AWAITING_PAYMENT to CONFIRMED, live', async () => {
    const stream = await open();
    assert.deepEqual(await stream.next(), { id: '1', status: 'PENDING' });
    assert.deepEqual(await reserve(), ['SUCCESS']);
    assert.deepEqual(await stream.next(), { id: '2', status: 'AWAITING_PAYMENT' });
    assert.deepEqual(await capture(), ['SUCCESS']);
    assert.deepEqual(await stream.next(), { id: '4', status: 'CONFIRMED' });
    await service.deliver(stockCommitted, { orderId: order.id, lines });
    assert.deepEqual(await stream.next(), { id: '5', status: 'CONFIRMED' });
    await stream.close();
    assert.deepEqual(await said(), ['order.placed', 'order.confirmed']);
    assert.equal((await get()).payment.reference, 'ref-1');
  });

  it('goes on when the connection that hears of changes breaks', async () => {
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
    assert.deepEqual(await stream.next(), { id: '2', status: 'AWAITING_PAYMENT' }, 'looked up at the way up');
    await poll((pids) => pids.length === 1 && pids[0] !== before?.pid);
    await capture();
    assert.deepEqual(await stream.next(), { id: '4', status: 'CONFIRMED' });
    await stream.close();
  });

  it('knows an order by its id in capitals too', async () => {
    const answer = await service.ask(customer, `/api/v1/orders/${order.id.toUpperCase()}/events`);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.match((await reader?.read())?.value ?? '', /PENDING/);
    await reserve();
    assert.match((await reader?.read())?.value ?? '', /AWAITING_PAYMENT/);
    await reader?.cancel();
  });

  it('resumes after the last event seen', async () => {
    await reserve();
    const stream = await open('2');
    await capture();
    assert.deepEqual(await stream.next(), { id: '4', status: 'CONFIRMED' });
    await stream.close();
  });

  it('ends its stream when it is cancelled, and says 204 to who comes back', async () => {
    const stream = await open('1');
    await service.deliver(stockRejected, {
      orderId: order.id,
      shortages: [{ productId: mug.productId, requested: 2, available: 1 }],
    });
    assert.deepEqual(await stream.next(), { id: '3', status: 'CANCELLED' });
    assert.equal(await stream.next(), undefined);
    const back = await service.ask(customer, `/api/v1/orders/${order.id}/events`, {
      headers: { 'last-event-id': '3' },
    });
    assert.equal(back.status, 204);
    const { cancellation } = await get();
    assert.equal(cancellation?.reason, 'out-of-stock');
    assert.equal(cancellation?.detail, 'Only 1 of the 2 Blue mug you ordered is left.');
    assert.deepEqual(await said(), ['order.placed', 'order.cancelled']);
  });

  it('is confirmed by a capture that comes before the reservation, and stays so after it', async () => {
    await capture();
    assert.equal((await get()).status, 'CONFIRMED');
    await reserve();
    assert.equal((await get()).status, 'CONFIRMED');
  });

  it('is cancelled by a final failure and stays so when money comes later', async () => {
    await reserve();
    await fail(false);
    assert.equal((await get()).status, 'CANCELLED');
    await capture();
    assert.equal((await get()).status, 'CANCELLED');
    assert.equal((await get()).payment.status, 'CAPTURED');
    assert.deepEqual(await said(), ['order.placed', 'order.cancelled', 'order.cancelled']);
  });

  it('waits for another card after a retryable failure', async () => {
    await reserve();
    await fail(true);
    const now = await get();
    assert.equal(now.status, 'AWAITING_PAYMENT');
    assert.equal(now.payment.status, 'FAILED');
    assert.deepEqual(await said(), ['order.placed']);
  });

  it('takes the same event once', async () => {
    const id = newId();
    const data = { orderId: order.id, lines, expiresAt: '2099-01-01T00:00:00.000Z' };
    assert.deepEqual(await service.deliver(stockReserved, data, id), ['SUCCESS']);
    assert.deepEqual(await service.deliver(stockReserved, data, id), ['SUCCESS']);
    assert.deepEqual(await reserve(), ['SUCCESS']);
    assert.equal((await get()).version, 2);
  });

  it('asks for an event of an unknown order again', async () => {
    const orderId = newOrderId();
    const answer = await service.deliver(stockCommitted, { orderId, lines });
    assert.deepEqual(answer, ['RETRY']);
    const [failure] = await store.database.query('select kind from delivery_failure order by failed_at desc limit 1');
    assert.equal(failure.kind, 'transient');
  });

  it('is nobody else’s to see', async () => {
    const other = CustomerId.parse(randomUUID());
    for (const path of ['', '/timeline', '/events'])
      assert.equal((await service.ask(other, `/api/v1/orders/${order.id}${path}`)).status, 404);
    assert.deepEqual(await (await service.ask(other, '/api/v1/orders')).json(), { items: [] });
  });

  it('is listed newest first, page by page, by status', async () => {
    const first = order;
    await service.deliver(stockRejected, { orderId: first.id, shortages: [] });
    const second = Order.parse(
      await (
        await service.ask(customer, '/api/v1/orders', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: JSON.stringify({
            cartVersion: service.peers.cart?.version,
            shippingAddress,
            payment: { method: 'card', token: 'tok_ok' },
            expectedTotal: order.total,
          }),
        })
      ).json(),
    );
    const list = async (query: string) =>
      (await (await service.ask(customer, `/api/v1/orders${query}`)).json()) as { items: Order[]; next?: string };
    const page = await list('?size=1');
    assert.deepEqual(ids(page), [second.id]);
    assert.deepEqual(ids(await list(`?size=1&cursor=${page.next}`)), [first.id]);
    assert.deepEqual(ids(await list('?status=CANCELLED')), [first.id]);
    assert.equal((await service.ask(customer, '/api/v1/orders?cursor=nonsense')).status, 400);
  });

  it('has one timeline of all services, and says which of them is missing', async () => {
    await reserve();
    const entry = (service: string, type: string): TimelineEntry => ({
      at: '2020-01-01T00:00:00.000Z',
      service,
      type,
      actor: 'service:x',
      correlationId: order.id,
      data: {},
    });
    service.peers.timelines = { inventory: [entry('inventory', 'stock.reserved')] };
    const answer = await service.ask(customer, `/api/v1/orders/${order.id}/timeline`);
    const entries = (await answer.json()) as TimelineEntry[];
    assert.deepEqual(
      entries.map(({ service, type }) => `${service} ${type}`),
      ['inventory stock.reserved', 'order order.placed', 'order order.stock-reserved', 'payment timeline.incomplete'],
    );
    assert.equal(entries[1]?.actor, `customer:${customer}`);
    assert.ok(!JSON.stringify(entries).includes('Main St'));
  });

  const ids = ({ items }: { items: Order[] }) => items.map(({ id }) => id);

  async function open(lastEventId?: string) {
    const answer = await service.ask(customer, `/api/v1/orders/${order.id}/events`, {
      headers: lastEventId ? { 'last-event-id': lastEventId } : {},
    });
    assert.equal(answer.headers.get('content-type'), 'text/event-stream');
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return {
      async next(): Promise<{ id: string; status: string } | undefined> {
        for (;;) {
          const end = text.indexOf('\n\n');
          if (end >= 0) {
            const match = /^id: (\d+)\nevent: status\ndata: (.*)$/.exec(text.slice(0, end));
            text = text.slice(end + 2);
            if (match) return { id: match[1] ?? '', status: Order.parse(JSON.parse(match[2] ?? '')).status };
            continue;
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

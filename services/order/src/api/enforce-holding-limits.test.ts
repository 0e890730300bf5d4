import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { cancelOrder } from '@mambogo/contracts/api/order-actions.ts';
import { getOrder, listOrders, Order } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { paymentActionRequired, paymentCaptured } from '@mambogo/contracts/events/payment-events.ts';
import { CustomerId, newPaymentId, type OrderId } from '@mambogo/contracts/ids.ts';
import { createTestDatabase, skip, type TestDatabase } from '../../testing/test-database.ts';
import { cartOf, mug, startTestService, type TestService } from '../../testing/test-service.ts';
import { expireUnpaidOrders } from '../worker/expire-unpaid-orders.ts';

const shippingAddress = { name: 'Ada L.', line1: '1 Main St', city: 'Riga', postalCode: 'LV-1010', country: 'LV' };

describe('the limits on unpaid orders', { skip }, () => {
  let store: TestDatabase;
  let services: TestService[];
  let customer: CustomerId;

  const [first, second] = [() => services[0] as TestService, () => services[1] as TestService];
  /** Places an order from a new cart with this many mugs. */
  async function place(service = first(), quantity = 2) {
    const version = randomUUID();
    const cart = cartOf(version, mug, quantity);
    service.peers.carts = { ...service.peers.carts, [version]: cart };
    return service.request(
      customer,
      listOrders.path,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify({
          cartVersion: version,
          shippingAddress,
          payment: { method: 'card', token: 'tok_action' },
          expectedTotal: cart.total,
        }),
      },
      `customer_${version}`,
    );
  }
  const placed = async (...request: Parameters<typeof place>) => Order.parse(await (await place(...request)).json());
  const problem = async (response: Response) => ({
    status: response.status,
    ...((await response.json()) as { type: string; detail: string; openOrders?: { id: string; units: number }[] }),
  });
  const slug = ({ type }: { type: string }) => type.split('/').at(-1);
  const expire = async (id: OrderId) => {
    await store.database.query(`update order_summary set pay_before = now() - interval '1 s' where id = $1`, [id]);
    const { context } = first();
    context.subscriptionUptime.markAlive();
    await expireUnpaidOrders(context);
  };
  const pay = (order: Order) =>
    first().deliver(paymentCaptured, {
      orderId: order.id,
      attempt: 1,
      paymentId: newPaymentId(),
      amount: order.total,
      reference: 'ref',
    });

  before(async () => {
    store = await createTestDatabase();
    services = [await startTestService(store), await startTestService(store)];
  });
  after(async () => {
    for (const service of services ?? []) await service.stop();
    await store?.drop();
  });
  beforeEach(() => {
    customer = CustomerId.parse(randomUUID());
  });

  it('allow three open orders, even with fifty concurrent requests at two instances', async () => {
    const responses = await Promise.all(Array.from({ length: 50 }, (_, i) => place(i % 2 ? first() : second())));
    assert.equal(responses.filter(({ status }) => status === 202).length, 3);
    const refused = await Promise.all(responses.filter(({ status }) => status !== 202).map(problem));
    assert.deepEqual(new Set(refused.map(slug)), new Set(['open-orders-limit']));
    const [{ status, detail, openOrders } = assert.fail()] = refused;
    assert.equal(status, 409);
    assert.match(detail, /3 unpaid orders: pay or cancel one of M\w{8}, M\w{8}, M\w{8}, then try again/);
    assert.deepEqual(
      openOrders?.map(({ units }) => units),
      [2, 2, 2],
    );
  });

  it('allow a hundred units', async () => {
    assert.equal((await place(first(), 50)).status, 202);
    assert.equal((await place(first(), 40)).status, 202);
    const refused = await problem(await place(first(), 11));
    assert.equal(slug(refused), 'open-orders-limit');
    assert.match(refused.detail, /more than 100 unpaid items would be reserved/);
    assert.equal((await place(first(), 10)).status, 202);
  });

  it('no longer count an order that was paid or cancelled', async () => {
    const orders = [await placed(), await placed(), await placed()] as const;
    assert.equal((await place()).status, 409);
    await pay(orders[0]);
    await placed();
    assert.equal((await place()).status, 409);
    await first().request(customer, pathOf(cancelOrder, { params: { id: orders[1].id } }), { method: 'POST' });
    await placed();
  });

  it('do not affect another customer', async () => {
    for (let i = 0; i < 3; i++) await placed();
    customer = CustomerId.parse(randomUUID());
    await placed();
  });

  it('impose a wait that doubles on a customer whose orders keep expiring unpaid', async () => {
    for (let i = 0; i < 5; i++) await expire((await placed()).id);
    const response = await place();
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('retry-after'), '300');
    assert.equal(slug(await problem(response)), 'unpaid-orders-limit');
    await store.database.query(
      `update order_summary set updated_at = updated_at - interval '301 s' where customer_id = $1`,
      [customer],
    );
    await expire((await placed()).id);
    assert.equal((await place()).headers.get('retry-after'), '600');
  });

  it('shorten the payment window while a challenge of the provider is pending', async () => {
    const order = await placed();
    const payBefore = async () =>
      (await store.database.query('select pay_before as at from order_summary where id = $1', [order.id]))[0]
        .at as Date;
    const fullWindow = await payBefore();
    await first().deliver(paymentActionRequired, { orderId: order.id, attempt: 1, url: 'https://bank.example/1' });
    const seconds = ((await payBefore()).getTime() - new Date(order.placedAt).getTime()) / 1_000;
    assert.ok(seconds >= 600 && seconds < 630, `${seconds} s`);
    const read = Order.parse(
      await (await first().request(customer, pathOf(getOrder, { params: { id: order.id } }))).json(),
    );
    assert.equal(read.payment.action?.answerBefore, (await payBefore()).toISOString());
    await expire(order.id);
    const after = Order.parse(
      await (await first().request(customer, pathOf(getOrder, { params: { id: order.id } }))).json(),
    );
    assert.equal(after.cancellation?.reason, 'payment-window');
    assert.ok(fullWindow > (await payBefore()) || after.status === 'CANCELLED');
  });
});

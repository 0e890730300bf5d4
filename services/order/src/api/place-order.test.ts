import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { getOrder, listOrders, Order, type PlaceOrder } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import type { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { createTestDatabase, skip, type TestDatabase } from '../../testing/test-database.ts';
import { cartOf, mug, startTestService, type TestService } from '../../testing/test-service.ts';

const shippingAddress = { name: 'Ada L.', line1: '1 Main St', city: 'Riga', postalCode: 'LV-1010', country: 'LV' };

describe('placing an order', { skip }, () => {
  let store: TestDatabase;
  let service: TestService;
  let customer: CustomerId;
  let version: string;

  const validRequest = (): PlaceOrder => ({
    cartVersion: version,
    shippingAddress,
    payment: { method: 'card', token: 'tok_ok' },
    expectedTotal: { amount: 2_500, currency: 'USD' },
  });
  const placeOrder = (body: PlaceOrder = validRequest(), key: string = randomUUID()) =>
    service.request(customer, listOrders.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
  const problem = async (response: Response) => (await response.json()) as ProblemBody & Record<string, unknown>;
  const slug = ({ type }: ProblemBody) => type.split('/').at(-1);
  const count = async (sql: string) => Number((await store.database.query(`select count(*) as n from ${sql}`))[0].n);

  before(async () => {
    store = await createTestDatabase();
    service = await startTestService(store);
  });
  after(async () => {
    await service?.stop();
    await store?.drop();
  });
  beforeEach(() => {
    customer = CustomerId.parse(randomUUID());
    version = randomUUID();
    service.peers.cart = cartOf(version);
    service.peers.quote = [mug];
  });

  it('returns 202 with the order and its location, and publishes order.placed', async () => {
    const response = await placeOrder();
    assert.equal(response.status, 202);
    const order = Order.parse(await response.json());
    assert.equal(response.headers.get('location'), pathOf(getOrder, { params: { id: order.id } }));
    assert.equal(order.status, 'PENDING');
    assert.match(order.number, /^M[0-9A-HJKMNP-TV-Z]{8}$/);
    assert.deepEqual(order.shippingAddress, shippingAddress);
    const [row] = await store.database.query('select envelope from outbox where message_key = $1', [order.id]);
    assert.equal(row.envelope.type, 'com.mambogo.order.placed.v1');
    assert.equal(row.envelope.data.paymentToken, 'tok_ok');
    assert.ok(new Date(row.envelope.data.payBefore) > new Date(order.placedAt));
    const read = await service.request(customer, pathOf(getOrder, { params: { id: order.id } }));
    assert.deepEqual(await read.json(), order);
  });

  it('takes four round trips to the database: one for its key, and three of its transaction', async () => {
    await placeOrder();
    store.roundTrips();
    version = randomUUID();
    service.peers.cart = cartOf(version);
    await placeOrder();
    assert.equal(store.roundTrips(), 4);
  });

  it('stores no address or payment token in plain text outside the outbox', async () => {
    await placeOrder();
    for (const table of ['order_event', 'order_summary', 'idempotency_key'])
      assert.equal(await count(`${table} t where t::text ilike '%Main St%' or t::text like '%tok_ok%'`), 0, table);
    assert.equal(await count(`outbox where envelope::text like '%Main St%'`), 0);
  });

  it('places one order for twenty concurrent requests with the same key', async () => {
    const key = randomUUID();
    const responses = await Promise.all(Array.from({ length: 20 }, () => placeOrder(validRequest(), key)));
    const placed = responses.filter(({ status }) => status === 202);
    const rest = await Promise.all(responses.filter(({ status }) => status !== 202).map(problem));
    assert.ok(placed.length >= 1);
    assert.deepEqual(new Set(rest.map(slug)), new Set(rest.length > 0 ? ['idempotency-in-flight'] : []));
    const bodies = new Set(await Promise.all(placed.map((response) => response.text())));
    assert.equal(bodies.size, 1);
    assert.equal(await count(`order_summary where customer_id = '${customer}'`), 1);
    const again = await placeOrder(validRequest(), key);
    assert.deepEqual([await again.text()], [...bodies]);
    assert.match(again.headers.get('location') ?? '', /^\/api\/v1\/orders\//);
  });

  it('rejects a key that is reused with another body', async () => {
    const key = randomUUID();
    assert.equal((await placeOrder(validRequest(), key)).status, 202);
    const response = await placeOrder({ ...validRequest(), payment: { method: 'card', token: 'tok_declined' } }, key);
    assert.equal(response.status, 422);
    assert.equal(slug(await problem(response)), 'idempotency-key-reused');
  });

  it('frees the key of a rejected request', async () => {
    const key = randomUUID();
    service.peers.quote = undefined;
    const refused = await placeOrder(validRequest(), key);
    assert.equal(refused.status, 503);
    assert.equal(slug(await problem(refused)), 'upstream-unavailable');
    service.peers.quote = [mug];
    assert.equal(
      (await placeOrder({ ...validRequest(), payment: { method: 'card', token: 'tok_late' } }, key)).status,
      202,
    );
  });

  it('takes over a key whose lease has expired, and fails the previous holder', async () => {
    const { idempotency, runInTransaction } = service.context;
    const keyRequest = { customerId: customer, route: 'placeOrder', key: randomUUID(), body: 1 };
    const lease = await idempotency.claim(keyRequest);
    assert.ok('leaseId' in lease);
    await assert.rejects(idempotency.claim(keyRequest), { slug: 'idempotency-in-flight' });
    await store.database.query('update idempotency_key set leased_until = now() where key = $1', [keyRequest.key]);
    assert.ok('leaseId' in (await idempotency.claim(keyRequest)));
    const owner = { customerId: customer, wrappedKey: service.context.personalData.newKey() };
    await assert.rejects(
      runInTransaction({ correlationId: 'x', actor: 'x' }, ({ manager }) =>
        idempotency.complete(manager, lease, { status: 202 }, owner),
      ),
      { slug: 'idempotency-in-flight' },
    );
  });

  it('purges expired keys', async () => {
    const key = randomUUID();
    await placeOrder(validRequest(), key);
    await store.database.query(`update idempotency_key set created_at = now() - interval '25 h' where key = $1`, [key]);
    await service.context.idempotency.purge();
    assert.equal(await count(`idempotency_key where key = '${key}'`), 0);
  });

  it('allows one order per cart until it is cancelled, and names it in the conflict', async () => {
    const responses = await Promise.all([placeOrder(), placeOrder(), placeOrder()]);
    const placed = responses.filter(({ status }) => status === 202);
    assert.equal(placed.length, 1);
    const order = Order.parse(await placed[0]?.json());
    for (const response of responses.filter(({ status }) => status !== 202)) {
      const body = await problem(response);
      assert.equal(slug(body), 'conflict');
      assert.equal(body.orderId, order.id);
      assert.equal(body.orderNumber, order.number);
    }
    service.peers.cart = { ...cartOf('another'), items: [] };
    assert.equal((await problem(await placeOrder())).orderId, order.id, 'the purchased cart is not reported as empty');
    await store.database.query(`update order_summary set status = 'CANCELLED' where id = $1`, [order.id]);
    service.peers.cart = cartOf(version);
    assert.equal((await placeOrder()).status, 202);
  });

  it('returns old and new lines if version, price or total have changed', async () => {
    const pricier = { ...mug, unitPrice: { amount: 1_300, currency: 'USD' } };
    service.peers.quote = [pricier];
    const body = await problem(await placeOrder());
    assert.equal(slug(body), 'price-changed');
    assert.deepEqual(body.newTotal, { amount: 2_600, currency: 'USD' });
    assert.equal((body.oldLines as { unitPrice: unknown }[])[0]?.unitPrice && body.status, 409);
    service.peers.quote = [{ ...mug, status: 'retired' }];
    assert.deepEqual((await problem(await placeOrder())).newLines, []);
    service.peers.quote = [mug];
    assert.equal(slug(await problem(await placeOrder({ ...validRequest(), cartVersion: 'other' }))), 'price-changed');
    const cheap = { ...validRequest(), expectedTotal: { amount: 2_499, currency: 'USD' } };
    assert.equal(slug(await problem(await placeOrder(cheap))), 'price-changed');
  });

  it('rejects an empty cart and a total below the minimum', async () => {
    service.peers.cart = cartOf(version, mug, 2);
    service.peers.cart = { ...service.peers.cart, items: [] };
    assert.equal((await placeOrder()).status, 422);
    const cheap = { ...mug, unitPrice: { amount: 499, currency: 'USD' } };
    service.peers.cart = cartOf(version, cheap, 2);
    service.peers.quote = [cheap];
    const low = await placeOrder({ ...validRequest(), expectedTotal: { amount: 998, currency: 'USD' } });
    assert.equal(low.status, 422);
    assert.match((await problem(low)).detail ?? '', /minimum order total is USD 10\.00, .* USD 9\.98/);
  });
});

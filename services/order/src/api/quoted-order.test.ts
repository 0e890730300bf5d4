import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { listOrders, Order } from '@mambogo/contracts/api/orders.ts';
import type { QuoteResult } from '@mambogo/contracts/api/price-quote.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { createTestDatabase, skip, type TestDatabase } from '../../testing/test-database.ts';
import { cartOf, mug, startTestService, type TestService } from '../../testing/test-service.ts';

const vat = { name: 'VAT', rate: 19_000 };
/** Two mugs at half their price, and a parcel. */
const prices: QuoteResult = {
  quote: {
    ...{ currency: 'USD', step: 1, pricesIncludeTax: true, total: 1_845 },
    lines: [
      {
        productId: mug.productId,
        ...{ quantity: 2, goods: 2_500, total: 1_250 },
        discounts: [{ key: 'half', amount: 1_250 }],
        taxes: [{ ...vat, amount: 200 }],
      },
    ],
    discounts: [{ key: 'half', name: 'Half price', code: 'HALF', amount: 1_250 }],
    shipping: { key: 'parcel', name: 'Parcel', price: 595, discount: 0, taxes: [{ ...vat, amount: 95 }], total: 595 },
    taxes: [{ ...vat, amount: 295, base: 1_550 }],
  },
  shippingOptions: [{ key: 'parcel', name: 'Parcel', total: 595 }],
  codes: [{ code: 'HALF', result: 'applied' }],
};

describe('an order in a shop that prices by rules', { skip }, () => {
  let store: TestDatabase;
  let service: TestService;
  let customer: CustomerId;

  const place = (amount: number, more: object = {}, to = service) =>
    to.request(customer, listOrders.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        cartVersion: to.peers.cart?.version,
        shippingAddress: { name: 'Ada L.', line1: '1 Main St', city: 'Riga', postalCode: 'LV-1010', country: 'LV' },
        payment: { method: 'card', token: 'tok_ok' },
        expectedTotal: { amount, currency: 'USD' },
        ...more,
      }),
    });
  const problem = async (response: Response) => ({
    status: response.status,
    ...((await response.json()) as { type: string; newTotal?: unknown; newQuote?: unknown; errors?: unknown }),
  });

  before(async () => {
    store = await createTestDatabase();
    service = await startTestService(store, { pricing: 'test-pricing' });
  });
  after(async () => {
    await service?.stop();
    await store?.drop();
  });
  beforeEach(() => {
    customer = CustomerId.parse(randomUUID());
    service.peers.cart = cartOf(randomUUID());
    service.peers.quote = [mug];
    service.peers.prices = prices;
  });

  it('costs what the quote says, and keeps the quote', async () => {
    const response = await place(1_845, { shippingMethod: 'parcel', codes: ['half'] });
    assert.equal(response.status, 202);
    const order = Order.parse(await response.json());
    assert.deepEqual([order.total.amount, order.quote], [1_845, prices.quote]);
    const [row] = await store.database.query('select envelope from outbox where message_key = $1', [order.id]);
    assert.equal(row.envelope.data.total.amount, 1_845, 'payment charges it');
  });

  it('is rejected at another total, with the quote as it is now', async () => {
    const { status, type, newTotal, newQuote } = await problem(await place(2_500));
    assert.deepEqual(
      [status, type.split('/').at(-1), newTotal],
      [409, 'price-changed', { amount: 1_845, currency: 'USD' }],
    );
    assert.deepEqual(newQuote, prices);
  });

  it('is rejected where nothing is delivered, and with a method that is not offered there', async () => {
    service.peers.prices = { shippingOptions: [], codes: [] };
    const nowhere = await problem(await place(2_500));
    assert.deepEqual(nowhere.errors, [
      { pointer: '/shippingAddress/country', detail: 'the shop does not deliver to this address' },
    ]);
    service.peers.prices = { ...prices, quote: undefined };
    const { status, errors } = await problem(await place(2_500, { shippingMethod: 'drone' }));
    assert.deepEqual(
      [status, errors],
      [422, [{ pointer: '/shippingMethod', detail: 'is not offered for this address' }]],
    );
  });

  it('is not placed while prices are not known', async () => {
    service.peers.prices = undefined;
    const response = await place(1_845);
    assert.equal(response.status, 503);
    assert.ok(Number(response.headers.get('retry-after')) > 0);
    const [{ n }] = await store.database.query('select count(*)::int as n from order_summary where customer_id = $1', [
      customer,
    ]);
    assert.equal(n, 0);
  });

  it('costs its goods in a shop without pricing service, which has neither methods nor codes', async () => {
    const plain = await startTestService(store);
    plain.peers.cart = cartOf(randomUUID());
    assert.equal((await place(2_500, { codes: ['HALF'] }, plain)).status, 422);
    const order = Order.parse(await (await place(2_500, {}, plain)).json());
    assert.deepEqual([order.total.amount, order.quote], [2_500, undefined]);
    await plain.stop();
  });
});

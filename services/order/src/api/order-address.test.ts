import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { getOrder, listOrders, Order } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { createPersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { createTestDatabase, skip, type TestDatabase } from '../../testing/test-database.ts';
import { cartOf, mug, startTestService, type TestService } from '../../testing/test-service.ts';

const riga = { name: 'Ada L.', line1: '1 Main St', city: 'Riga', postalCode: 'LV-1010', country: 'LV' };
const hongKong = { name: 'Ada L.', line1: '1 Nathan Road', region: 'Kowloon', country: 'HK', phone: '+85221234567' };

describe('the address of an order', { skip }, () => {
  let store: TestDatabase;
  let service: TestService;
  const customer = CustomerId.parse(randomUUID());

  before(async () => {
    store = await createTestDatabase();
    service = await startTestService(store);
    service.peers.quote = [mug];
  });
  after(async () => {
    await service?.stop();
    await store?.drop();
  });
  const place = (shippingAddress: unknown) => {
    const cartVersion = randomUUID();
    service.peers.cart = cartOf(cartVersion);
    return service.request(customer, listOrders.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        cartVersion,
        shippingAddress,
        payment: { method: 'card', token: 'tok_ok' },
        expectedTotal: { amount: 2_500, currency: 'USD' },
      }),
    });
  };

  it('is validated by the rules of its country: Hong Kong has no postal codes', async () => {
    const placed = await place(hongKong);
    assert.equal(placed.status, 202);
    assert.deepEqual(Order.parse(await placed.json()).shippingAddress, { ...hongKong, region: '九龍' });
  });

  for (const [invalid, address, pointers] of [
    ['country XX', { country: 'XX' }, ['country']],
    ['half a ZIP code and no state', { country: 'US', postalCode: '123' }, ['postalCode', 'region']],
    ['no city, and the postal code of another country', { country: 'DE', city: undefined }, ['city', 'postalCode']],
    ['a phone number without the country', { phone: '030 901820' }, ['phone']],
  ] as const)
    it(`rejects ${invalid}, with an error for each field`, async () => {
      const refused = await place({ ...riga, ...address });
      assert.equal(refused.status, 400);
      const { errors = [] } = ProblemBody.parse(await refused.json());
      assert.deepEqual(
        errors.map(({ pointer }) => pointer).toSorted(),
        pointers.map((field) => `/shippingAddress/${field}`),
      );
    });

  it('stays readable if an earlier release accepted it, even if it is no longer valid', async () => {
    const placed = Order.parse(await (await place(riga)).json());
    const old = { ...riga, country: 'XX', postalCode: '-0-', region: 'Somewhere' };
    const [row] = await store.database.query('select wrapped_key from customer_key where customer_id = $1', [customer]);
    const { encrypt } = createPersonalData(Buffer.alloc(32, 7).toString('base64url'));
    await store.database.query('update order_summary set personal = $1 where id = $2', [
      encrypt(row.wrapped_key, { shippingAddress: old }),
      placed.id,
    ]);
    const read = await service.request(customer, pathOf(getOrder, { params: { id: placed.id } }));
    assert.deepEqual(Order.parse(await read.json()).shippingAddress, old);
  });
});

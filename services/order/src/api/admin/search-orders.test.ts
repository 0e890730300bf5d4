import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { AdminOrderPage, listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { listContacts } from '@mambogo/contracts/api/contacts.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { placedOrder } from '../../../testing/placed-order.ts';
import { skip } from '../../../testing/test-database.ts';
import { cartOf, mug } from '../../../testing/test-service.ts';
import { indexOrders } from '../../store/search-terms.ts';

const merchant = CustomerId.parse(randomUUID());

describe('a merchant searches orders', { skip }, () => {
  const placed = placedOrder();

  const request = (query: Record<string, string>) =>
    placed().service.request(merchant, `${listAllOrders.path}?${new URLSearchParams(query)}`, {}, 'merchant');
  const find = async (query: Record<string, string>) => {
    const response = await request({ size: '100', ...query });
    assert.equal(response.status, 200, await response.clone().text());
    return AdminOrderPage.parse(await response.json()).items.map(({ id }) => id);
  };
  const index = async () => {
    const { service, store } = placed();
    while ((await indexOrders(store.database, service.context.personalData)) > 0);
  };
  const only = (id: string, found: string[]) => assert.deepEqual([found.includes(id), found.length], [true, 1]);

  it('by number, with and without its M, in any case', async () => {
    const { number, id } = placed().order;
    for (const typed of [number, number.slice(1), number.toLowerCase(), number.slice(1).toLowerCase()])
      only(id, await find({ number: typed }));
    assert.equal((await request({ number: 'M!' })).status, 400);
  });

  it('by whole words of the name in the address, ignoring case and accents', async () => {
    const { id } = placed().order;
    await index();
    for (const name of ['Ada', 'ada l.', 'L. ÁDA', 'ADA']) assert.ok((await find({ name })).includes(id), name);
    for (const name of ['Ad', 'Ada Lovelace', 'Riga', '.']) assert.deepEqual(await find({ name }), [], name);
    const { store } = placed();
    const [terms] = await store.database.query(`select string_agg(term, ' ') as text from order_search_term`);
    assert.doesNotMatch(terms.text, /ada/i);
  });

  it('by SKU', async () => {
    const { place, service } = placed();
    const sku = `SKU-${randomUUID().slice(0, 8).toUpperCase()}`;
    const line = { ...mug, sku };
    service.peers.quote = [line];
    service.peers.cart = cartOf(randomUUID(), line);
    const other = await place(service.peers.cart.total);
    service.peers.quote = [mug];
    await index();
    only(other.id, await find({ sku }));
    assert.ok(!(await find({ sku: mug.sku })).includes(other.id));
    assert.ok((await find({ sku: mug.sku })).includes(placed().order.id));
  });

  it('by ranges of time and total, also open-ended', async () => {
    const { order, customer } = placed();
    const at = Date.parse(order.placedAt);
    const time = (ms: number) => new Date(at + ms).toISOString();
    const findOfCustomer = (query: Record<string, string>) => find({ customer, ...query });
    only(order.id, await findOfCustomer({ placedFrom: time(-1), placedBefore: time(1_000) }));
    only(order.id, await findOfCustomer({ placedFrom: time(-86_400_000) }));
    assert.deepEqual(await findOfCustomer({ placedFrom: time(1_000) }), []);
    assert.deepEqual(await findOfCustomer({ placedBefore: time(-1) }), []);
    only(order.id, await findOfCustomer({ minTotal: '2500', maxTotal: '2500' }));
    assert.deepEqual(await findOfCustomer({ minTotal: '2501' }), []);
    assert.deepEqual(await findOfCustomer({ maxTotal: '2499' }), []);
    for (const [name, value] of [
      ['placedFrom', 'yesterday'],
      ['minTotal', ''],
      ['maxTotal', '-1'],
      ['sku', 'no'],
    ] as const)
      assert.equal((await request({ [name]: value })).status, 400, name);
  });

  it('by an e-mail address, through the identity service', async () => {
    const { order, customer, service } = placed();
    service.peers.contacts = [{ id: customer, login: 'ada' }];
    only(order.id, await find({ email: 'ada@example.com' }));
    assert.ok(service.invoked.includes(`identity${pathOf(listContacts, { query: { email: 'ada@example.com' } })}`));
    service.peers.contacts = [];
    assert.deepEqual(await find({ email: 'nobody@example.com' }), []);
    service.peers.contacts = undefined;
    assert.equal((await request({ email: 'ada@example.com' })).status, 503);
  });

  it('with an unknown filter: the error names the nearest one', async () => {
    for (const [wrong, nearest] of [
      ['placedAfter', 'placedFrom'],
      ['Status', 'status'],
      ['skus', 'sku'],
    ] as const) {
      const response = await request({ [wrong]: 'x' });
      const { detail } = ProblemBody.parse(await response.json());
      assert.equal(response.status, 400);
      assert.match(detail ?? '', new RegExp(`\\?${wrong}: unknown parameter; did you mean ${nearest}\\?`));
    }
  });

  it('no longer by name once the customer was erased, even if indexed later', async () => {
    const { order, customer, service, store } = placed();
    await index();
    assert.ok((await find({ name: 'Ada' })).includes(order.id));
    await service.deliver(personErased, { personId: customer });
    assert.ok(!(await find({ name: 'Ada' })).includes(order.id));
    await store.database.query('insert into order_search_backlog values ($1)', [order.id]);
    await index();
    assert.ok(!(await find({ name: 'Ada' })).includes(order.id));
    assert.ok((await find({ sku: mug.sku })).includes(order.id), 'a SKU is not personal data');
  });
});

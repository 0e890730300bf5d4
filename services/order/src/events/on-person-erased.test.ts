import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { AdminOrder, getAnyOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { cancelOrder } from '@mambogo/contracts/api/order-actions.ts';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import { CustomerId, newId, type OrderId } from '@mambogo/contracts/ids.ts';
import { placedOrder } from '../../testing/placed-order.ts';
import { skip } from '../../testing/test-database.ts';
import { cartOf } from '../../testing/test-service.ts';
import { OrderEventEntity } from '../store/entities.ts';
import { firstBrokenVersion } from '../store/event-chain.ts';
import { rebuildSummaries } from '../store/rebuild-summaries.ts';

const merchant = CustomerId.parse(randomUUID());
const secret = 'Bo Bell moved to Riga';

describe('erasing a customer', { skip }, () => {
  const placed = placedOrder();
  const query = (sql: string, parameters: unknown[] = []) => placed().store.database.query(sql, parameters);
  const erase = async (personId = placed().customer) =>
    assert.deepEqual(await placed().service.deliver(personErased, { personId }), ['SUCCESS']);
  const post = (path: string, body: unknown, key: string = randomUUID(), as = merchant, role = 'merchant') =>
    placed().service.request(
      as,
      path,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      },
      role,
    );
  const adminPath = (id = placed().order.id) => pathOf(getAnyOrder, { params: { id } });
  const asMerchant = async (id?: OrderId) =>
    AdminOrder.parse(await (await placed().service.request(merchant, adminPath(id), {}, 'merchant')).json());
  const placeAs = (customer: CustomerId, key?: string) => {
    const { service, order } = placed();
    const cart = cartOf(randomUUID());
    service.peers.cart = cart;
    const { shippingAddress } = order;
    const body = { cartVersion: cart.version, shippingAddress, payment: { method: 'card', token: 'tok_ok' } };
    return post(listOrders.path, { ...body, expectedTotal: cart.total }, key, customer, 'customer');
  };

  it('makes addresses and notes unreadable, and keeps the hash chain intact', async () => {
    const { customer, order, store } = placed();
    await post(pathOf(cancelOrder, { params: { id: order.id } }), { reason: secret }, undefined, customer, 'customer');
    assert.equal((await asMerchant()).cancellation?.note, secret);
    assert.equal((await asMerchant()).shippingAddress.line1, '1 Main St');
    await erase();
    const after = await asMerchant();
    assert.equal(after.cancellation?.note, undefined);
    assert.equal(after.shippingAddress.name, '(erased)');
    assert.deepEqual(after.total, order.total);
    const [{ wrapped_key, erased_at }] = await query('select * from customer_key where customer_id = $1', [customer]);
    assert.deepEqual([wrapped_key, typeof erased_at], [null, 'object']);
    const where = { orderId: order.id };
    assert.equal(
      firstBrokenVersion(await store.database.manager.find(OrderEventEntity, { where, order: { version: 'ASC' } })),
      undefined,
    );
    const rows = () => query('select s::text as row from order_summary s order by id');
    const before = await rows();
    await rebuildSummaries(store.database);
    assert.deepEqual(await rows(), before);
  });

  it('cancels unpaid orders and continues paid ones', async () => {
    const { reserve, capture, place, customer, service } = placed();
    await reserve();
    await capture();
    service.peers.cart = cartOf(randomUUID());
    const { id: unpaid } = await place(service.peers.cart.total);
    await erase();
    const ended = await asMerchant(unpaid as OrderId);
    assert.deepEqual([ended.status, ended.cancellation?.reason], ['CANCELLED', 'customer']);
    const storedText = await query(
      `select envelope->>'type' as type from outbox where message_key = $1 order by seq desc limit 1`,
      [unpaid],
    );
    assert.deepEqual(storedText, [{ type: 'com.mambogo.order.cancelled.v1' }]);
    assert.equal((await asMerchant()).status, 'CONFIRMED');
    const shipped = await post(`${adminPath()}/ship`, { carrier: 'Post', trackingNumber: 'RR1' });
    assert.equal(shipped.status, 200);
    const refund = await post(`${adminPath()}/refunds`, { reason: secret });
    assert.equal(refund.status, 202, 'the response is stored with the merchant’s own key');
    assert.equal((await asMerchant()).refunds[0]?.shopNote, undefined, 'no more notes about the customer are stored');
    assert.equal((await query('select from order_summary where customer_id = $1', [customer])).length, 2);
  });

  it('leaves no readable stored response, and repeats no effect', async () => {
    const { reserve, capture, customer } = placed();
    await reserve();
    await capture();
    const key = randomUUID();
    const body = { amount: { amount: 100, currency: 'USD' }, reason: secret };
    const first = await (await post(`${adminPath()}/refunds`, body, key)).text();
    assert.match(first, /1 Main St/);
    assert.equal(await (await post(`${adminPath()}/refunds`, body, key)).text(), first);
    await erase();
    assert.equal((await query('select from idempotency_key where customer_id = $1', [customer])).length, 0);
    const again = await post(`${adminPath()}/refunds`, body, key);
    assert.equal(again.status, 409);
    assert.match(await again.text(), /already processed/);
    assert.equal((await asMerchant()).refunds.length, 1);
    const [{ data_of }] = await query('select data_of from idempotency_key where key = $1', [key]);
    assert.equal(data_of, customer, 'it is encrypted with the deleted key');
  });

  it('is idempotent, works before any order, and rejects a later order without creating a key', async () => {
    const { customer } = placed();
    await erase();
    await erase();
    const stranger = CustomerId.parse(randomUUID());
    await erase(stranger);
    for (const person of [customer, stranger]) {
      const late = await placeAs(person, 'late-order');
      assert.equal(late.status, 401);
      assert.match(await late.text(), /the account was deleted/);
      const keys = await query('select wrapped_key from customer_key where customer_id = $1', [person]);
      assert.deepEqual(keys, [{ wrapped_key: null }]);
      assert.equal((await query('select from idempotency_key where customer_id = $1', [person])).length, 0);
    }
  });

  it('cancels or rejects an order that is placed concurrently, and leaves it unreadable', async () => {
    for (let round = 0; round < 5; round++) {
      const customer = CustomerId.parse(randomUUID());
      const [response] = await Promise.all([placeAs(customer), erase(customer)]);
      const orders = await query('select id, status from order_summary where customer_id = $1', [customer]);
      if (response.status === 401) assert.deepEqual(orders, []);
      else {
        assert.equal(response.status, 202);
        assert.deepEqual([orders.length, orders[0].status], [1, 'CANCELLED']);
        assert.equal((await asMerchant(orders[0].id)).shippingAddress.name, '(erased)');
      }
    }
  });

  it('deletes settled dead letters, but no waiting ones', async () => {
    const { order } = placed();
    const ids = [newId(), newId(), newId()];
    for (const [i, [subject, status]] of [
      [order.id, 'discarded'],
      [order.id, 'waiting'],
      [newId(), 'discarded'],
    ].entries()) {
      await query(
        `insert into dead_letter (consumer, id, payload, kind, error, status, subject)
         values ('order', $1, '{}', 'poison', 'e', $2, $3)`,
        [ids[i], status, subject],
      );
      await query(
        `insert into delivery_failure (consumer, event_id, kind, error) values ('order', $1, 'poison', 'e')`,
        [ids[i]],
      );
    }
    await erase();
    for (const [table, column] of [
      ['dead_letter', 'id'],
      ['delivery_failure', 'event_id'],
    ]) {
      const left = await query(`select ${column} as id from ${table} where ${column}::text = any($1)`, [ids]);
      assert.deepEqual(new Set(left.map(({ id }: { id: string }) => id)), new Set(ids.slice(1)), table);
    }
  });
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { listMyOrders, OrderRecord } from '@mambogo/contracts/api/me.ts';
import { stockRejected } from '@mambogo/contracts/events/inventory-events.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { Cursor } from '@mambogo/contracts/page.ts';
import { placedOrder } from '../../testing/placed-order.ts';
import { skip } from '../../testing/test-database.ts';

const Page = Cursor(OrderRecord);

describe('GET /me/orders', { skip }, () => {
  const placed = placedOrder();

  it('returns all orders in pages, with addresses and timelines', async () => {
    const { service, customer, order, place } = placed();
    await service.deliver(stockRejected, { orderId: order.id, shortages: [] });
    const second = await place(order.total);
    const page = async (query = '') => {
      const response = await service.request(customer, listMyOrders.path + query);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      return Page.parse(await response.json());
    };
    const first = await page('?size=1');
    const last = await page(`?size=1&cursor=${first.next}`);
    assert.deepEqual(
      [...first.items, ...last.items].map((record) => record.order.id),
      [second.id, order.id],
    );
    assert.equal(last.next, undefined);
    const [record] = last.items;
    assert.equal(record?.order.shippingAddress.line1, '1 Main St');
    assert.ok(record?.timeline.some(({ type, actor }) => type === 'order.placed' && actor === 'you'));
    assert.ok(record?.timeline.some(({ type }) => type === 'order.cancelled'));
    assert.equal((await page()).items.length, 2);
  });

  it('returns only the caller’s orders, at most ten per page', async () => {
    const { service, customer, order } = placed();
    const other = CustomerId.parse(randomUUID());
    assert.deepEqual(await (await service.request(other, listMyOrders.path)).json(), { items: [] });
    const { next } = Page.parse(await (await service.request(customer, `${listMyOrders.path}?size=1`)).json());
    assert.equal(next, undefined);
    assert.ok(order.id);
    for (const query of ['size=11', 'cursor=nonsense'])
      assert.equal((await service.request(customer, `${listMyOrders.path}?${query}`)).status, 400, query);
    assert.equal((await service.request(customer, listMyOrders.path, {}, 'merchant')).status, 403);
  });
});

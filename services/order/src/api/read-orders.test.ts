import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { getOrder, getTimeline, listOrders, OrderPage, TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { stockRejected } from '@mambogo/contracts/events/inventory-events.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { z } from 'zod';
import { placedOrder } from '../../testing/placed-order.ts';
import { skip } from '../../testing/test-database.ts';

describe('reading orders as a customer', { skip }, () => {
  const placed = placedOrder();

  it('hides orders of other customers', async () => {
    const { service, order } = placed();
    const other = CustomerId.parse(randomUUID());
    for (const path of ['', '/timeline', '/events'])
      assert.equal((await service.request(other, pathOf(getOrder, { params: { id: order.id } }) + path)).status, 404);
    assert.deepEqual(await (await service.request(other, listOrders.path)).json(), { items: [] });
  });

  it('lists orders newest first, in pages and by status', async () => {
    const { service, customer, order, place } = placed();
    const first = order;
    await service.deliver(stockRejected, { orderId: first.id, shortages: [] });
    const second = await place(order.total);
    const list = async (query: string) =>
      OrderPage.parse(await (await service.request(customer, listOrders.path + query)).json());
    const page = await list('?size=1');
    assert.deepEqual(ids(page), [second.id]);
    assert.deepEqual(ids(await list(`?size=1&cursor=${page.next}`)), [first.id]);
    assert.deepEqual(ids(await list('?status=CANCELLED')), [first.id]);
    assert.equal((await service.request(customer, `${listOrders.path}?cursor=nonsense`)).status, 400);
  });

  it('merges the timelines of all services and marks the unavailable one', async () => {
    const { service, customer, order, reserve } = placed();
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
    const response = await service.request(customer, pathOf(getTimeline, { params: { id: order.id } }));
    const entries = z.array(TimelineEntry).parse(await response.json());
    assert.deepEqual(
      entries.map(({ service, type }) => `${service} ${type}`),
      ['inventory stock.reserved', 'order order.placed', 'order order.stock-reserved', 'payment timeline.incomplete'],
    );
    assert.equal(entries[1]?.actor, 'you');
    assert.ok(!JSON.stringify(entries).includes('Main St'));
  });

  const ids = ({ items }: z.infer<typeof OrderPage>) => items.map(({ id }) => id);
});

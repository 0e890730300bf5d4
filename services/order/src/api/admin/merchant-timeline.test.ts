import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { exportTimeline, getAnyTimeline, shipOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { getTimeline, TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { addOrderNote } from '@mambogo/contracts/api/staff-notes.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { z } from 'zod';
import { placedOrder } from '../../../testing/placed-order.ts';
import { skip } from '../../../testing/test-database.ts';

const merchant = CustomerId.parse(randomUUID());

describe('the timeline of an order for a merchant', { skip }, () => {
  const placed = placedOrder();

  const get = (path: string) => placed().service.request(merchant, path, {}, 'merchant');
  const post = (path: string, body: unknown) =>
    placed().service.request(
      merchant,
      path,
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      'merchant',
    );
  const timeline = async (id: string) =>
    z.array(TimelineEntry).parse(await (await get(pathOf(getAnyTimeline, { params: { id } }))).json());

  it('says who did it, in which role, why, and in which trace', async () => {
    const { order, reserve, capture, customer, service } = placed();
    const params = { id: order.id };
    service.peers.timelines = { inventory: [], payment: [] };
    await reserve();
    await capture();
    await post(pathOf(addOrderNote, { params }), { text: 'rang twice' });
    await post(pathOf(shipOrder, { params }), { carrier: 'Post', trackingNumber: 'RR1' });
    const entries = await timeline(order.id);
    assert.deepEqual(
      entries.map(({ type, actor, role, cause }) => [type, actor, role, cause]),
      [
        ['order.placed', `customer:${customer}`, 'customer', 'placeOrder'],
        ['order.stock-reserved', 'service:order', 'service', 'stock.reserved'],
        ['order.payment-captured', 'service:order', 'service', 'payment.captured'],
        ['order.confirmed', 'service:order', 'service', 'payment.captured'],
        ['staff.note-added', `merchant:${merchant}`, 'merchant', 'addOrderNote'],
        ['order.shipped', `merchant:${merchant}`, 'merchant', 'shipOrder'],
      ],
    );
    const [first] = entries;
    assert.match(first?.traceId ?? '', /^[0-9a-f]{32}$/);
    assert.equal(first?.traceUrl, `http://zipkin.test/traces/${first?.traceId}`);
    assert.ok(!JSON.stringify(entries).includes('rang twice'));

    const own = await service.request(customer, pathOf(getTimeline, { params }));
    const text = await own.text();
    assert.ok(!/staff|traceId|"role"|"cause"/.test(text), text);
  });

  it('can be exported as CSV and JSON Lines, by staff only', async () => {
    const { order, customer, service } = placed();
    service.peers.timelines = { inventory: [], payment: [] };
    const pathFor = (format: 'csv' | 'jsonl') =>
      pathOf(exportTimeline, { params: { id: order.id }, query: { format } });
    const csv = await get(pathFor('csv'));
    assert.equal(csv.headers.get('content-type'), 'text/csv; charset=utf-8; header=present');
    assert.equal(csv.headers.get('content-disposition'), `attachment; filename="order-${order.id}.csv"`);
    assert.match(await csv.text(), /^at,service,type,.*\n.*,order,order\.placed,1,customer:.*\n$/);
    const lines = (await (await get(pathFor('jsonl'))).text()).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => TimelineEntry.parse(JSON.parse(line))),
      await timeline(order.id),
    );
    assert.equal((await service.request(customer, pathFor('csv'))).status, 403);
    assert.equal((await get(`${pathFor('csv')}x`)).status, 400);
  });
});

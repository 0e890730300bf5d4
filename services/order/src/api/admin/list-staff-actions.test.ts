import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { shipOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { exportStaffActions, listStaffActions, type StaffAction } from '@mambogo/contracts/api/staff-actions.ts';
import { addOrderNote } from '@mambogo/contracts/api/staff-notes.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { placedOrder } from '../../../testing/placed-order.ts';
import { skip } from '../../../testing/test-database.ts';

const admin = CustomerId.parse(randomUUID());

describe('the list of what staff did', { skip }, () => {
  const placed = placedOrder();

  const request = (
    query: NonNullable<Parameters<typeof pathOf<typeof listStaffActions>>[1]>['query'],
    role = 'admin',
  ) => placed().service.request(admin, pathOf(listStaffActions, { query }), {}, role);
  const list = async (query: Parameters<typeof request>[0]) =>
    listStaffActions.responses[200].parse(await (await request(query)).json());
  const post = (path: string, body: unknown) =>
    placed().service.request(
      admin,
      path,
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      'admin',
    );
  const priceChange: StaffAction = {
    ...{ id: 'product/p/000000001', at: '2020-01-01T00:00:00.000Z', service: 'product', type: 'product.changed' },
    ...{ kind: 'product', subject: 'p', actor: `merchant:${admin}`, data: { price: 5 } },
  };

  it('merges all services, newest first and page by page, and names those that do not respond', async () => {
    const { order, reserve, capture, service } = placed();
    await reserve();
    await capture();
    const params = { id: order.id };
    await post(pathOf(addOrderNote, { params }), { text: 'rang twice' });
    await post(pathOf(shipOrder, { params }), { carrier: 'Post', trackingNumber: 'RR1' });
    service.peers.actions = { product: [priceChange], inventory: [], config: [] };
    const { items, unavailable, next } = await list({ actor: admin });
    assert.deepEqual(
      items.map(({ type, subject, cause }) => [type, subject, cause]),
      [
        ['order.shipped', order.id, 'shipOrder'],
        ['staff.note-added', order.id, undefined],
        ['product.changed', 'p', undefined],
      ],
    );
    assert.ok(items[0]?.traceUrl?.startsWith('http://zipkin.test/traces/'));
    assert.ok(!JSON.stringify(items).includes('rang twice'));
    assert.deepEqual(unavailable, ['identity']);
    assert.equal(next, undefined);
    service.peers.actions = { product: [], inventory: [], identity: [], config: [] };
    const first = await list({ actor: admin, size: 1 });
    const second = await list({ actor: admin, size: 1, cursor: first.next });
    assert.deepEqual([...first.items, ...second.items], items.slice(0, 2));
    assert.equal(second.next, undefined);
  });

  it('is limited to a kind of action and a time, and exported as a file that is complete', async () => {
    const { order, service } = placed();
    const params = { id: order.id };
    await post(pathOf(addOrderNote, { params }), { text: 'again' });
    const before = service.peers.actions;
    service.peers.actions = { product: [], inventory: [], identity: [], config: [] };
    const { items } = await list({ actor: admin, area: 'notes' });
    assert.ok(items.length > 0 && items.every(({ type }) => type === 'staff.note-added'));
    const at = items[0]?.at ?? '';
    assert.deepEqual((await list({ actor: admin, area: 'notes', from: at })).items, [items[0]]);
    assert.deepEqual((await list({ actor: admin, area: 'notes', before: at })).items, items.slice(1));
    assert.deepEqual((await list({ actor: admin, area: 'refunds' })).items, []);

    const file = (format: 'csv' | 'jsonl') =>
      placed().service.request(admin, pathOf(exportStaffActions, { query: { format, area: 'notes' } }), {}, 'admin');
    const lines = (await (await file('jsonl')).text()).trimEnd().split('\n');
    assert.deepEqual(JSON.parse(lines[0] ?? ''), items[0]);
    const csv = await file('csv');
    assert.match(csv.headers.get('content-disposition') ?? '', /"staff-actions\.csv"/);
    assert.match(await csv.text(), /^at,service,type,.*\n.*,staff\.note-added,/);
    service.peers.actions = { product: [], inventory: [], identity: [] };
    assert.equal((await file('csv')).status, 503);
    service.peers.actions = before;
  });

  it('is for administrators', async () => {
    assert.equal((await request({}, 'merchant')).status, 403);
    assert.equal((await request({ cursor: 'nonsense' })).status, 400);
  });
});

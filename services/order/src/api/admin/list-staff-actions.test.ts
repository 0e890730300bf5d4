import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { shipOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { listServiceStaffActions } from '@mambogo/contracts/api/internal-staff-actions.ts';
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
    service.peers.actions = before;
  });

  it('asks a service only for what may be on the page', async () => {
    const { order, service } = placed();
    const params = { id: order.id };
    for (const text of ['one', 'two']) await post(pathOf(addOrderNote, { params }), { text });
    const asked = async (query: Parameters<typeof request>[0]) => {
      const begin = service.invoked.length;
      const { items, unavailable } = await list(query);
      const calls = service.invoked.slice(begin).filter((call) => call.includes(listServiceStaffActions.path));
      return { items, unavailable, calls, services: calls.map((call) => call.split('/')[0]) };
    };
    const before = service.peers.actions;
    service.peers.actions = {};
    for (const area of ['notes', 'orders', 'refunds'] as const)
      assert.deepEqual(await asked({ area }).then(({ calls, unavailable }) => [calls, unavailable]), [[], []], area);
    for (const [area, owner] of [
      ['products', 'product'],
      ['categories', 'product'],
      ['stock', 'inventory'],
      ['roles', 'identity'],
      ['settings', 'config'],
    ] as const) {
      const { services, unavailable } = await asked({ area });
      assert.deepEqual([services, unavailable], [[owner], [owner]], area);
    }
    service.peers.actions = { product: [priceChange], inventory: [], identity: [], config: [] };
    const { items, calls, services } = await asked({ actor: admin, size: 1 });
    assert.deepEqual(services, ['product', 'inventory', 'identity', 'config']);
    const second = (await list({ actor: admin, size: 2 })).items[1];
    assert.notDeepEqual(items, [second]);
    for (const call of calls) assert.equal(new URL(call, 'http://peer').searchParams.get('from'), second?.at);
    service.peers.actions = before;
  });

  it('exports all pages of all services, and fails while one of them does not respond', async () => {
    const { order, service } = placed();
    const params = { id: order.id };
    await post(pathOf(addOrderNote, { params }), { text: 'first' });
    const changes = Array.from({ length: 250 }, (_, i) => ({
      ...priceChange,
      ...{ id: `product/p/${String(999 - i).padStart(9, '0')}`, at: new Date(2_000_000 - (i >> 1)).toISOString() },
    }));
    const before = service.peers.actions;
    service.peers.actions = { product: changes, inventory: [], identity: [], config: [] };
    const begin = service.invoked.length;
    const query = { format: 'jsonl', before: '2020-01-01T00:00:00.000Z' } as const;
    const file = () => placed().service.request(admin, pathOf(exportStaffActions, { query }), {}, 'admin');
    const lines = (await (await file()).text()).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as StaffAction).id),
      changes.map(({ id }) => id),
    );
    const asked = service.invoked.slice(begin).filter((call) => call.includes(listServiceStaffActions.path));
    assert.deepEqual(
      ['product', 'inventory', 'identity', 'config'].map(
        (peer) => asked.filter((call) => call.startsWith(peer)).length,
      ),
      [3, 1, 1, 1],
    );
    service.peers.actions = { product: [], inventory: [], identity: [] };
    assert.equal((await file()).status, 503);
    service.peers.actions = before;
  });

  it('is for administrators', async () => {
    assert.equal((await request({}, 'merchant')).status, 403);
    assert.equal((await request({ cursor: 'nonsense' })).status, 400);
  });
});

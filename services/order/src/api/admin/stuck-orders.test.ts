import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { getOrderDiagnosis, listStuckOrders, OrderDiagnosis } from '@mambogo/contracts/api/operations.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { CustomerId, type OrderId } from '@mambogo/contracts/ids.ts';
import { placedOrder } from '../../../testing/placed-order.ts';
import { skip } from '../../../testing/test-database.ts';

const operator = CustomerId.parse(randomUUID());

describe('stuck orders', { skip }, () => {
  const placed = placedOrder();

  const get = (path: string, role = 'operator') => placed().service.request(operator, path, {}, role);
  const stuckOrder = async (id: OrderId) => {
    const response = await get(listStuckOrders.path);
    return listStuckOrders.responses[200].parse(await response.json()).items.find((one) => one.id === id);
  };
  const diagnosis = async (id: OrderId) => {
    const response = await get(pathOf(getOrderDiagnosis, { params: { id } }));
    const text = await response.text();
    return { ...OrderDiagnosis.parse(JSON.parse(text)), text };
  };
  const age = (minutes: number) =>
    placed().store.database.query(
      `update order_summary set updated_at = updated_at - make_interval(mins => $2) where id = $1`,
      [placed().order.id, minutes],
    );

  it('are named with what they wait for, since when and their last event', async () => {
    const { order, reserve } = placed();
    assert.equal(await stuckOrder(order.id), undefined, 'a new order is not stuck');
    await age(3);
    const waiting = await stuckOrder(order.id);
    assert.deepEqual([waiting?.reason, waiting?.waitsFor], ['stock', 'inventory']);
    assert.equal(waiting?.lastEvent.type, 'order.placed');
    assert.equal(waiting?.unpublished, 1, 'no relay runs in this test');
    await reserve();
    assert.equal(await stuckOrder(order.id), undefined, 'its turn is over');
    await age(3);
    const charged = await stuckOrder(order.id);
    assert.deepEqual([charged?.reason, charged?.waitsFor], ['payment', 'payment']);
    assert.ok(Date.parse(charged?.since ?? '') < Date.now() - 120_000);
  });

  it('wait for inventory, then for payment, once they have ended', async () => {
    const { order, reserve, capture } = placed();
    await reserve();
    await capture();
    await age(16);
    const ended = await stuckOrder(order.id);
    assert.deepEqual([ended?.reason, ended?.waitsFor, ended?.status], ['acknowledgement', 'inventory', 'CONFIRMED']);
  });

  it('are diagnosed with their events, causes and traces, without anything personal', async () => {
    const { order } = placed();
    await age(3);
    const found = await diagnosis(order.id);
    assert.equal(found.stuck?.waitsFor, 'inventory');
    const event = found.timeline.find(({ type }) => type === 'order.placed');
    assert.equal(event?.cause, 'placeOrder');
    assert.match(event?.traceUrl ?? '', /^http:\/\/zipkin\.test\/traces\/[0-9a-f]{32}$/);
    for (const personal of ['Ada', 'Main St', placed().customer]) assert.ok(!found.text.includes(personal), personal);
  });

  it('are for operators only', async () => {
    const { order } = placed();
    const path = pathOf(getOrderDiagnosis, { params: { id: order.id } });
    for (const role of ['customer', 'merchant']) {
      assert.equal((await get(path, role)).status, 403, role);
      assert.equal((await get(listStuckOrders.path, role)).status, 403, role);
    }
    const unknown = pathOf(getOrderDiagnosis, { params: { id: randomUUID() as OrderId } });
    assert.equal((await get(unknown)).status, 404);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import { lines, placedOrder } from '../../testing/placed-order.ts';
import { skip } from '../../testing/test-database.ts';
import { cancelLost } from './lost-orders.ts';

describe('orders that were lost in a restore', { skip }, () => {
  const placed = placedOrder();
  const inOutbox = async (id: string) =>
    (
      await placed().store.database.query<{ type: string }[]>(
        `select envelope ->> 'type' as type from outbox where message_key = $1`,
        [id],
      )
    ).map(({ type }) => type);

  it('are cancelled once, and later events about them are ignored', async () => {
    const { service, order } = placed();
    const lost = newOrderId();
    const reserved = { orderId: lost, lines, expiresAt: new Date().toISOString() };
    const deadLetterCount = async () => {
      const rows = await placed().store.database.query<unknown[]>('select from dead_letter where subject = $1', [lost]);
      return rows.length;
    };
    await service.deliver(stockReserved, reserved);
    assert.equal(await deadLetterCount(), 1);
    assert.deepEqual(await cancelLost(service.context.runInTransaction, [lost, order.id]), [lost]);
    assert.deepEqual(await cancelLost(service.context.runInTransaction, [lost]), []);
    assert.deepEqual(await inOutbox(lost), ['com.mambogo.order.cancelled.v1']);
    assert.equal((await inOutbox(order.id)).includes('com.mambogo.order.cancelled.v1'), false);
    await service.deliver(stockReserved, reserved);
    assert.equal(await deadLetterCount(), 1);
  });
});

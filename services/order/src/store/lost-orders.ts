/**
 * Orders that were placed after the moment to which the order database was restored: stock and payment know of them, the order service
 * does not, and the address they were to go to is gone. What can be done is to cancel them, so that goods and money go back.
 */
import { domainEvent } from '@mambogo/contracts/events/event.ts';
import { orderCancelled } from '@mambogo/contracts/events/order-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import type { EntityManager } from 'typeorm';

const detail = 'the order was lost when the order database was restored to an earlier moment';

/** Cancels those of them that nobody here knows, once; returns these. */
export const cancelLost = (
  runInTransaction: RunInTransaction,
  orderIds: readonly OrderId[],
): Promise<readonly OrderId[]> =>
  runInTransaction({ correlationId: 'reconcile', actor: 'service:order' }, async (unit) => {
    const rows = await unit.manager.query<{ id: OrderId }[]>(
      `insert into lost_order (order_id) select lost.id from unnest($1::uuid[]) as lost(id)
       where not exists (select from order_summary o where o.id = lost.id) on conflict do nothing returning order_id as id`,
      [orderIds],
    );
    for (const { id: orderId } of rows) {
      const { event, data } = domainEvent(orderCancelled, { orderId, reason: 'lost', detail });
      unit.withMetadata({ correlationId: orderId, actor: 'service:order' }).emit(event, data);
    }
    // What was said of them could not be handled so far; now it is ignored.
    await unit.manager.query(
      `update dead_letter set next_at = now() where status = 'waiting' and subject = any($1::text[])`,
      [orderIds],
    );
    return rows.map(({ id }) => id);
  });

export async function isLost(manager: EntityManager, orderId: OrderId): Promise<boolean> {
  const rows = await manager.query<unknown[]>('select from lost_order where order_id = $1', [orderId]);
  return rows.length > 0;
}

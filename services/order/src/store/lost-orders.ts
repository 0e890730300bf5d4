/**
 * Orders that were placed after the point in time to which the order database was restored. Inventory and payment know them,
 * the order service does not, and their shipping address is lost. They can only be cancelled, so that stock and money are
 * returned.
 */
import { domainEvent } from '@mambogo/contracts/events/event.ts';
import { orderCancelled } from '@mambogo/contracts/events/order-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import type { EntityManager } from 'typeorm';

const detail = 'the order was lost when the order database was restored to an earlier point in time';

/** Cancels, once, those of the orders that this database does not know, and returns them. */
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
    // Events about these orders could not be handled so far. Retry them now: they are ignored from here on.
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

/** The complete log of an order; empty if the order does not exist or does not belong to the given customer. */
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import type { DataSource } from 'typeorm';
import { OrderEventEntity, type OrderEventRow } from './entities.ts';

export function findLog(database: DataSource, orderId: OrderId, customerId?: CustomerId): Promise<OrderEventRow[]> {
  const find = database.manager
    .createQueryBuilder(OrderEventEntity, 'e')
    .where('e.orderId = :orderId', { orderId })
    .orderBy('e.version');
  if (customerId)
    find.andWhere('exists (select from order_summary o where o.id = e.order_id and o.customer_id = :customerId)', {
      customerId,
    });
  return find.getMany();
}

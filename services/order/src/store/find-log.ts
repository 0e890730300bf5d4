/** The log of one of a customer's own orders, from its beginning; empty when they have no such order. */
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import type { DataSource } from 'typeorm';
import { OrderEventEntity, type OrderEventRow } from './entities.ts';

export const findLog = (database: DataSource, orderId: OrderId, customerId: CustomerId): Promise<OrderEventRow[]> =>
  database.manager
    .createQueryBuilder(OrderEventEntity, 'e')
    .where('e.orderId = :orderId', { orderId })
    .andWhere('exists (select from order_summary o where o.id = e.order_id and o.customer_id = :customerId)', {
      customerId,
    })
    .orderBy('e.version')
    .getMany();

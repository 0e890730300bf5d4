/** The complete log of an order, without what is encrypted; empty if there is no such order, or not of the given customer. */
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import type { DataSource, EntityManager } from 'typeorm';
import type { OrderEventRow } from './entities.ts';

export type LogRow = Omit<OrderEventRow, 'personal' | 'hash' | 'prevHash'>;

const select = `select order_id as "orderId", version, type, data, at, actor, correlation_id as "correlationId",
  causation_id as "causationId", cause, trace_id as "traceId" from order_event where order_id = $1`;

export const findLog = (
  database: Pick<DataSource | EntityManager, 'query'>,
  orderId: OrderId,
  customerId?: CustomerId,
): Promise<LogRow[]> =>
  customerId
    ? database.query(
        `${select} and exists (select from order_summary o where o.id = $1 and o.customer_id = $2) order by version`,
        [orderId, customerId],
      )
    : database.query(`${select} order by version`, [orderId]);

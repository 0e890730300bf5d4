/** The hash-chained log of the inventory database. */
import { type HashChainLog, present } from '@mambogo/messaging/audit/hash-chain-log.ts';

export const hashChains: readonly HashChainLog[] = [
  {
    table: 'stock_movement',
    key: 'product_id',
    sequence: 'id',
    numbered: false,
    head: ['stock_item', 'product_id'],
    content: ({ id: _, product_id, order_id, correlation_id, causation_id, trace_id, ...row }) =>
      present({
        ...row,
        productId: product_id,
        orderId: order_id,
        correlationId: correlation_id,
        causationId: causation_id,
        traceId: trace_id,
      }),
  },
];

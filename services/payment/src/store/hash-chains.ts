/** The hash-chained log of the payment database. */
import { type HashChainLog, present } from '@mambogo/messaging/audit/hash-chain-log.ts';

export const hashChains: readonly HashChainLog[] = [
  {
    table: 'payment_event',
    key: 'order_id',
    sequence: 'version',
    numbered: true,
    head: ['payment', 'order_id'],
    content: ({ id: _, order_id, correlation_id, causation_id, trace_id, ...row }) =>
      present({
        ...row,
        orderId: order_id,
        correlationId: correlation_id,
        causationId: causation_id,
        traceId: trace_id,
      }),
  },
];

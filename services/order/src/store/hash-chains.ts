/** The hash-chained logs of the order database. */
import { type HashChainLog, present } from '@mambogo/messaging/audit/hash-chain-log.ts';

export const hashChains: readonly HashChainLog[] = [
  {
    table: 'order_event',
    key: 'order_id',
    sequence: 'version',
    numbered: true,
    head: ['order_summary', 'id'],
    content: ({ order_id, correlation_id, causation_id, trace_id, cause, personal, ...row }) => ({
      ...row,
      ...present({ cause, traceId: trace_id }),
      orderId: order_id,
      correlationId: correlation_id,
      causationId: causation_id,
      personal: Buffer.isBuffer(personal) ? personal.toString('base64') : null,
    }),
  },
  {
    table: 'staff_note',
    key: 'customer_id',
    sequence: 'version',
    numbered: true,
    content: ({ customer_id, order_id, personal, ...row }) => ({
      ...row,
      customerId: customer_id,
      orderId: order_id,
      personal: Buffer.isBuffer(personal) ? personal.toString('base64') : null,
    }),
  },
];

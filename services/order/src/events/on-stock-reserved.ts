/** Stock is set aside: the order waits for its payment. */
import { stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { act } from '../store/act.ts';

export const onStockReserved = on<typeof stockReserved, Context>(
  stockReserved,
  (_context, work, { orderId, ...data }) => act(work, orderId, { type: 'stock-reserved', data }),
);

/** Something is not there: the order is cancelled and says what. */
import { stockRejected } from '@mambogo/contracts/events/inventory-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { act } from '../store/act.ts';

export const onStockRejected = on<typeof stockRejected, Context>(
  stockRejected,
  (_context, work, { orderId, ...data }) => act(work, orderId, { type: 'stock-rejected', data }),
);

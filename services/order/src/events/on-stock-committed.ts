/** Inventory has answered a confirmation: the reserved goods are sold. */
import { stockCommitted } from '@mambogo/contracts/events/inventory-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { act } from '../store/act.ts';

export const onStockCommitted = on<typeof stockCommitted, Context>(
  stockCommitted,
  (_context, work, { orderId, ...data }) => act(work, orderId, { type: 'stock-committed', data }),
);

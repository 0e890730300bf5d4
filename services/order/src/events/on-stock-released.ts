/** Inventory has answered a cancellation: what the order held is back in sale. */
import { stockReleased } from '@mambogo/contracts/events/inventory-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { act } from '../store/act.ts';

export const onStockReleased = on<typeof stockReleased, Context>(
  stockReleased,
  (_context, work, { orderId, ...data }) => act(work, orderId, { type: 'stock-released', data }),
);

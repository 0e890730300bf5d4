/** An order was cancelled: whatever it holds goes back into sale, and the answer is always stock.released. */
import { orderCancelled } from '@mambogo/contracts/events/order-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { settle } from '../store/settle.ts';

export const onOrderCancelled = on<typeof orderCancelled, Context>(orderCancelled, (context, work, { orderId }) =>
  settle(context, work, orderId, { type: 'release' }),
);

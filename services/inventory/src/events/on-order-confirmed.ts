/** An order was confirmed: what was reserved is sold. */
import { orderConfirmed } from '@mambogo/contracts/events/order-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { settle } from '../store/settle.ts';

export const onOrderConfirmed = on<typeof orderConfirmed, Context>(orderConfirmed, (context, work, { orderId }) =>
  settle(context, work, orderId, { type: 'commit' }),
);

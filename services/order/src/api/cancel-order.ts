/** POST /orders/{id}/cancel: the customer cancels the order. Their reason is stored encrypted with the address. */
import { cancelOrder } from '@mambogo/contracts/api/order-actions.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { executeOrderActionOnce } from './execute-order-action.ts';
import { toOrder } from './order-view.ts';

export const cancelOrderApi = (context: Context) =>
  handleRoute(cancelOrder, ({ params: { id: orderId }, body, caller, idempotencyKey: key }) =>
    executeOrderActionOnce(context, {
      orderId,
      caller,
      role: 'customer',
      action: { type: 'cancel', by: 'customer' },
      personal: body?.reason ? (known) => ({ ...known, note: body.reason }) : undefined,
      route: cancelOrder.id,
      key,
      body,
      toBody: (order) => toOrder(order, context.personalData),
    }),
  );

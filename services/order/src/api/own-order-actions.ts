/** What customers do with an order they placed: cancel it, or pay with another card. */
import { cancelOrder, payOrder } from '@mambogo/contracts/api/order-actions.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { executeOrderActionOnce } from './execute-order-action.ts';
import { toOrder } from './order-view.ts';

/** POST /orders/{id}/cancel: the customer cancels the order. Their reason is stored encrypted with the address. */
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

/** POST /orders/{id}/payments: tries another card after a failed attempt. The result arrives on the order's event stream. */
export const payOrderApi = (context: Context) =>
  handleRoute(payOrder, ({ params: { id: orderId }, body, caller, idempotencyKey: key }) =>
    executeOrderActionOnce(context, {
      orderId,
      caller,
      role: 'customer',
      action: { type: 'pay', token: body.token },
      route: payOrder.id,
      key,
      body,
      toBody: (order) => toOrder(order, context.personalData),
    }),
  );

/** POST /orders/{id}/payments: tries another card after a failed attempt. The result arrives on the order's event stream. */
import { payOrder } from '@mambogo/contracts/api/order-actions.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { executeOrderActionOnce } from './execute-order-action.ts';
import { toOrder } from './order-view.ts';

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

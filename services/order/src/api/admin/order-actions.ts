/** A merchant's actions on an order: ship, deliver, cancel, refund. */
import { cancelAnyOrder, deliverOrder, refundOrder, shipOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { newId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute, type RouteResponse } from '@mambogo/service/http/route-handler.ts';
import { amountRulesOf } from '@mambogo/service/process/amount-settings.ts';
import type { Context } from '../../context.ts';
import { formatLimit } from '../../domain/order-limits.ts';
import { executeOrderActionOnce, type IdempotentOrderAction } from '../execute-order-action.ts';
import { toAdminOrder } from '../order-view.ts';
import { type ShopNote, withRefundNote } from '../shop-notes.ts';

export const shipOrderApi = (context: Context) =>
  handleRoute(shipOrder, ({ params: { id: orderId }, body: shipment, caller, idempotencyKey: key }) =>
    execute(
      context,
      { orderId, caller, action: { type: 'ship', shipment }, route: shipOrder.id, key, body: shipment },
      200,
    ),
  );

export const deliverOrderApi = (context: Context) =>
  handleRoute(deliverOrder, ({ params: { id: orderId }, caller, idempotencyKey: key }) =>
    execute(
      context,
      { orderId, caller, action: { type: 'deliver' }, route: deliverOrder.id, key, body: undefined },
      200,
    ),
  );

export const cancelAnyOrderApi = (context: Context) =>
  handleRoute(cancelAnyOrder, ({ params: { id: orderId }, body, caller, idempotencyKey: key }) =>
    execute(context, {
      orderId,
      caller,
      action: { type: 'cancel', by: 'merchant' },
      personal: (known) => ({ ...known, shopNotes: { ...known.shopNotes, cancellation: noteOf(body) } }),
      route: cancelAnyOrder.id,
      key,
      body,
    }),
  );

export const refundOrderApi = (context: Context) =>
  handleRoute(refundOrder, ({ params: { id: orderId }, body, caller, idempotencyKey: key }) => {
    rejectOddAmount(context, body.amount);
    const refundId = RefundId.parse(newId());
    return execute(context, {
      orderId,
      caller,
      action: { type: 'refund', refundId, amount: body.amount, goods: body.goods },
      personal: (known) => ({ ...known, shopNotes: withRefundNote(known.shopNotes, refundId, noteOf(body)) }),
      route: refundOrder.id,
      key,
      body,
    });
  });

/** Rejects an amount that the payment provider cannot represent; it would only reject the refund long after the response. */
function rejectOddAmount({ settings }: Context, amount: Money | undefined): void {
  const { step } = amountRulesOf(settings);
  if (!amount || amount.amount % step === 0) return;
  const detail = `must be a multiple of ${formatLimit({ ...amount, amount: step })} (the payment provider's smallest unit)`;
  throw new Problem('validation', `/amount/amount: ${detail}`, { errors: [{ pointer: '/amount/amount', detail }] });
}

const noteOf = ({ reason, visibleToCustomer = false }: { reason: string; visibleToCustomer?: boolean }): ShopNote => ({
  text: reason,
  visibleToCustomer,
});

const execute = (
  context: Context,
  request: Omit<IdempotentOrderAction, 'role' | 'toBody' | 'status'>,
  status: IdempotentOrderAction['status'] = 202,
): Promise<RouteResponse> =>
  executeOrderActionOnce(context, {
    ...request,
    role: 'merchant',
    status,
    toBody: (order) => toAdminOrder(order, context.personalData),
  });

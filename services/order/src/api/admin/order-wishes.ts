/** What a merchant does to an order: ship, deliver, cancel, refund. */
import { cancelAnyOrder, deliverOrder, refundOrder, shipOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { newId, type OrderId, RefundId } from '@mambogo/contracts/ids.ts';
import { type Answer, answer } from '@mambogo/service/answer.ts';
import type { Caller } from '@mambogo/service/verifier.ts';
import type { Context } from '../../context.ts';
import type { OrderWish } from '../../domain/order-command.ts';
import { grantOnce, grantWish } from '../grant-wish.ts';
import { toAdminOrder } from '../order-view.ts';

export const shipOrderApi = (context: Context) =>
  answer(shipOrder, ({ params: { id }, body: shipment, caller }) =>
    grant(context, id, caller, { type: 'ship', shipment }, 200),
  );

export const deliverOrderApi = (context: Context) =>
  answer(deliverOrder, ({ params: { id }, caller }) => grant(context, id, caller, { type: 'deliver' }, 200));

export const cancelAnyOrderApi = (context: Context) =>
  answer(cancelAnyOrder, ({ params: { id }, body: { reason }, caller }) =>
    grant(context, id, caller, { type: 'cancel', by: 'merchant', reason }, 202),
  );

export const refundOrderApi = (context: Context) =>
  answer(refundOrder, ({ params: { id: orderId }, body, caller, idempotencyKey: key }) =>
    grantOnce(context, {
      orderId,
      caller,
      role: 'merchant',
      wish: { type: 'refund', refundId: RefundId.parse(newId()), ...body },
      route: refundOrder.id,
      key,
      body,
      toBody: (order) => toAdminOrder(order, context.personalData),
    }),
  );

async function grant(
  context: Context,
  orderId: OrderId,
  caller: Caller,
  wish: OrderWish,
  status: number,
): Promise<Answer> {
  const order = await grantWish(context, { orderId, caller, role: 'merchant', wish });
  return { status, body: toAdminOrder(order, context.personalData) };
}

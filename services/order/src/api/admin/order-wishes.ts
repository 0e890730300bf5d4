/** What a merchant does to an order: ship, deliver, cancel, refund. */
import { cancelAnyOrder, deliverOrder, refundOrder, shipOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { newId, type OrderId, RefundId } from '@mambogo/contracts/ids.ts';
import { type Answer, answer } from '@mambogo/service/answer.ts';
import type { Caller } from '@mambogo/service/verifier.ts';
import type { Context } from '../../context.ts';
import type { OrderWish } from '../../domain/order-command.ts';
import { grantOnce, grantWish, type WishRequest } from '../grant-wish.ts';
import { toAdminOrder } from '../order-view.ts';
import { type ShopNote, withRefundNote } from '../shop-notes.ts';

export const shipOrderApi = (context: Context) =>
  answer(shipOrder, ({ params: { id }, body: shipment, caller }) =>
    grant(context, id, caller, { type: 'ship', shipment }, 200),
  );

export const deliverOrderApi = (context: Context) =>
  answer(deliverOrder, ({ params: { id }, caller }) => grant(context, id, caller, { type: 'deliver' }, 200));

export const cancelAnyOrderApi = (context: Context) =>
  answer(cancelAnyOrder, ({ params: { id }, body, caller }) =>
    grant(context, id, caller, { type: 'cancel', by: 'merchant' }, 202, (known) => ({
      ...known,
      shopNotes: { ...known.shopNotes, cancellation: noteOf(body) },
    })),
  );

export const refundOrderApi = (context: Context) =>
  answer(refundOrder, ({ params: { id: orderId }, body, caller, idempotencyKey: key }) => {
    const refundId = RefundId.parse(newId());
    return grantOnce(context, {
      orderId,
      caller,
      role: 'merchant',
      wish: { type: 'refund', refundId, amount: body.amount },
      personal: (known) => ({ ...known, shopNotes: withRefundNote(known.shopNotes, refundId, noteOf(body)) }),
      route: refundOrder.id,
      key,
      body,
      toBody: (order) => toAdminOrder(order, context.personalData),
    });
  });

const noteOf = ({ reason, visibleToCustomer = false }: { reason: string; visibleToCustomer?: boolean }): ShopNote => ({
  text: reason,
  visibleToCustomer,
});

async function grant(
  context: Context,
  orderId: OrderId,
  caller: Caller,
  wish: OrderWish,
  status: number,
  personal?: WishRequest['personal'],
): Promise<Answer> {
  const order = await grantWish(context, { orderId, caller, role: 'merchant', wish, personal });
  return { status, body: toAdminOrder(order, context.personalData) };
}

/** POST /orders/{id}/cancel: the customer calls the order off. Their own words lie encrypted, beside the address. */
import { cancelOrder } from '@mambogo/contracts/api/order-wishes.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { grantWish } from './grant-wish.ts';
import { personalOf, toOrder } from './order-view.ts';

export const cancelOrderApi = (context: Context) =>
  answer(cancelOrder, async ({ params: { id: orderId }, body, caller }) => {
    const { personalData } = context;
    const order = await grantWish(context, {
      orderId,
      caller,
      role: 'customer',
      wish: { type: 'cancel', by: 'customer' },
      personal(found) {
        const known = personalOf(found, personalData);
        if (!body?.reason || !known || !found.wrappedKey) return undefined;
        return personalData.encrypt(found.wrappedKey, { ...known, note: body.reason });
      },
    });
    return { status: 202, body: toOrder(order, personalData) };
  });

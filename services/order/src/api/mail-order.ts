/** GET /internal/orders/{id}: an order as its customer sees it, for messages of the notification service. */
import { getMailOrder } from '@mambogo/contracts/api/internal-mail.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { findOrder } from '../store/find-orders.ts';
import { noSuchOrder } from './no-such-order.ts';
import { toOrder } from './order-view.ts';

export const getMailOrderApi = ({ database, personalData }: Pick<Context, 'database' | 'personalData'>) =>
  handleRoute(getMailOrder, async ({ params: { id } }) => {
    const found = await findOrder(database, id);
    if (!found) throw noSuchOrder(id);
    const { customerId, payBefore } = found.state;
    return { status: 200, body: { ...toOrder(found, personalData), customerId, payBefore } };
  });

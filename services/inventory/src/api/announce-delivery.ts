/** POST /admin/inventory/{productId}/announce: when the next delivery is expected, which shoppers see while the product is sold out. */
import { announceDelivery } from '@mambogo/contracts/api/inventory.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { changeStock } from './change-stock.ts';

export const announceDeliveryApi = (context: Pick<Context, 'runInTransaction'>) =>
  handleRoute(announceDelivery, ({ params: { productId }, body, caller, idempotencyKey: key }) =>
    changeStock(
      context,
      { caller: caller.subject, route: announceDelivery.id, key, request: { productId, ...body } },
      {
        movement: { productId, type: 'announced', quantity: 0 },
        note: { reference: body.expectedOn ?? undefined },
        expectedOn: body.expectedOn,
      },
    ),
  );

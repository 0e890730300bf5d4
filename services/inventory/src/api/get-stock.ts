/** GET /inventory/{productId}: the quantity available now. */
import { getStock } from '@mambogo/contracts/api/inventory.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { availability, available } from '../domain/stock.ts';
import { StockItemEntity } from '../store/entities.ts';

export const getStockApi = ({ database }: Context) =>
  handleRoute(getStock, async ({ params: { productId } }) => {
    const row = await database.manager.findOneBy(StockItemEntity, { productId });
    if (!row) throw new Problem('not-found', `product ${productId} has no stock record`);
    const pieces = available(row);
    return {
      status: 200,
      body: {
        productId,
        available: pieces,
        availability: availability(pieces),
        expectedOn: row.expectedOn ?? undefined,
      },
    };
  });

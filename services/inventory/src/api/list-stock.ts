/** GET /admin/inventory: all stock in productId order, one product's, or only what is running low. */
import { listStock, type StockItem } from '@mambogo/contracts/api/inventory.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { availability, available } from '../domain/stock.ts';
import { StockItemEntity, type StockItemRow } from '../store/entities.ts';

export const listStockApi = ({ reads }: Context) =>
  handleRoute(listStock, async ({ query: { low, product, cursor, size }, request }) => {
    const rows = await reads.mayBeStale(request, (manager) => {
      const find = manager
        .createQueryBuilder(StockItemEntity, 's')
        .orderBy('s.productId')
        .limit(size + 1);
      if (product) find.andWhere('s.productId = :product', { product });
      // The condition of a partial index: no parameter.
      if (low) find.andWhere('is_low');
      if (cursor) find.andWhere('s.productId > :after', { after: decodeCursor(cursor, z.uuid()) });
      return find.getMany();
    });
    const page = rows.slice(0, size);
    const last = page.at(-1);
    return {
      status: 200,
      body: {
        items: page.map(toStockItem),
        next: rows.length > size && last ? encodeCursor(last.productId) : undefined,
      },
    };
  });

function toStockItem({ updatedAt, expectedOn, ...row }: StockItemRow): StockItem {
  const pieces = available(row);
  return {
    ...row,
    available: pieces,
    availability: availability(pieces),
    expectedOn: expectedOn ?? undefined,
    updatedAt: updatedAt.toISOString(),
  };
}

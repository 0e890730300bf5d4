/** GET /internal/catalogue-ids: ids of all products, for inventory, which compares them with its stock rows. */
import {
  type CatalogueIds,
  comparisonPageSize,
  listCatalogueIds,
} from '@mambogo/contracts/api/internal-comparisons.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { EntityManager } from 'typeorm';
import type { Context } from '../context.ts';

export const catalogueIdsApi = ({ database }: Context) =>
  handleRoute(listCatalogueIds, async ({ query }) => ({
    status: 200,
    body: await catalogueIds(database.manager, query.after),
  }));

async function catalogueIds(manager: EntityManager, after: ProductId | undefined): Promise<CatalogueIds> {
  const rows = await manager.query<{ id: ProductId; offered: number | string; age: number | string }[]>(
    `select id, status = 'active' as offered, timestampdiff(microsecond, created_at, utc_timestamp(6)) / 1000000 as age
     from product where id > ? order by id limit ${comparisonPageSize}`,
    [after ?? ''],
  );
  return {
    items: rows.map(({ id, offered, age }) => ({ id, offered: Number(offered) === 1, age: Number(age) })),
    full: rows.length === comparisonPageSize,
  };
}

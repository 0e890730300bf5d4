/** GET /categories: all of them, by name. */
import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { CategoryEntity } from '../store/entities.ts';

export const listCategoriesApi = ({ database }: Context) =>
  handleRoute(listCategories, async () => {
    const rows = await database.manager.find(CategoryEntity, { order: { name: 'ASC' } });
    return { status: 200, body: rows.map(({ id, slug, name }) => ({ id, slug, name })) };
  });

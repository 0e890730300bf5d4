/** Reads categories: all of them, or one by its slug. */
import { getCategory, listCategories } from '@mambogo/contracts/api/categories.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { findCategory } from '../store/category-store.ts';
import { CategoryEntity } from '../store/entities.ts';
import { noSuchCategory } from './no-such-product.ts';

/** GET /categories/{slug}: one category; a former slug redirects to it. */
export const getCategoryApi = ({ reads }: Context) =>
  handleRoute(getCategory, async ({ params: { slug }, request }) => {
    const category = await reads.mayBeStale(request, (manager) => findCategory(manager, slug));
    if (!category) throw noSuchCategory(slug);
    if (category.slug === slug) return { status: 200, body: category };
    // Browsers must not cache the redirect: the category may take this slug again.
    const location = getCategory.path.replace('{slug}', category.slug);
    return { status: 308, headers: { location, 'cache-control': 'no-cache' } };
  });

/** GET /categories: all of them, by name. */
export const listCategoriesApi = ({ reads }: Context) =>
  handleRoute(listCategories, async ({ request }) => {
    const rows = await reads.mayBeStale(request, (manager) => manager.find(CategoryEntity, { order: { name: 'ASC' } }));
    return { status: 200, body: rows.map(({ id, slug, name }) => ({ id, slug, name })) };
  });

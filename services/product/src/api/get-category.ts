/** GET /categories/{slug}: one category; a former slug redirects to it. */
import { getCategory } from '@mambogo/contracts/api/categories.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { findCategory } from '../store/category-store.ts';
import { noSuchCategory } from './no-such-product.ts';

export const getCategoryApi = ({ database }: Context) =>
  handleRoute(getCategory, async ({ params: { slug } }) => {
    const category = await findCategory(database.manager, slug);
    if (!category) throw noSuchCategory(slug);
    if (category.slug === slug) return { status: 200, body: category };
    // Browsers must not cache the redirect: the category may take this slug again.
    const location = getCategory.path.replace('{slug}', category.slug);
    return { status: 308, headers: { location, 'cache-control': 'no-cache' } };
  });

/** What the product service serves: the topics it consumes, quotes and ids for its peers, and its public routes. */

import { staffActionSources } from '@mambogo/messaging/audit/staff-action-log.ts';
import { staffActionsRoute } from '@mambogo/messaging/audit/staff-action-route.ts';
import { createSourcePositions } from '@mambogo/messaging/inbox/source-positions.ts';
import { mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { type BoundRoute, mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import { catalogueIdsApi } from './api/catalogue-ids.ts';
import { changeCategoryApi, createCategoryApi, mergeCategoryApi, removeCategoryApi } from './api/change-category.ts';
import { changeProductApi, createProductApi, reactivateProductApi, retireProductApi } from './api/change-products.ts';
import { quoteProductsApi } from './api/quote-products.ts';
import { getCategoryApi, listCategoriesApi } from './api/read-categories.ts';
import { findProductApi, getProductApi, listProductsApi } from './api/read-products.ts';
import { getShopTextApi, listShopTextsApi, saveShopTextApi } from './api/shop-texts.ts';
import { sitemapProductsApi } from './api/sitemap-products.ts';
import type { Context } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';

export const routes: readonly ((context: Context) => BoundRoute)[] = [
  listProductsApi,
  getProductApi,
  findProductApi,
  listCategoriesApi,
  getCategoryApi,
  createCategoryApi,
  changeCategoryApi,
  mergeCategoryApi,
  removeCategoryApi,
  createProductApi,
  changeProductApi,
  retireProductApi,
  reactivateProductApi,
  listShopTextsApi,
  getShopTextApi,
  saveShopTextApi,
  catalogueIdsApi,
  sitemapProductsApi,
  quoteProductsApi,
  ({ name, reads }: Context) =>
    staffActionsRoute(name, reads, staffActionSources(name, 'mysql', { product: 'product.', category: 'category.' })),
];

export function mount(app: Express, context: Context): void {
  mountConsumer(app, context, subscriptions, createSourcePositions(context.database, context.logger));
  mountRoutes(
    app,
    routes.map((bind) => bind(context)),
    context.verify,
  );
}

/** What the cart service serves: the topics it consumes, and its public routes. */
import { mountStateConsumer } from '@mambogo/messaging/state/mount-state-consumer.ts';
import { type BoundRoute, mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import { addItemApi } from './api/add-item.ts';
import { emptyCartApi } from './api/empty-cart.ts';
import { getCartApi } from './api/get-cart.ts';
import { getPricedCartApi } from './api/get-priced-cart.ts';
import { mergeCartApi } from './api/merge-cart.ts';
import { removeItemApi } from './api/remove-item.ts';
import { setItemApi } from './api/set-item.ts';
import type { Context } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';

export const routes: readonly ((context: Context) => BoundRoute)[] = [
  getCartApi,
  emptyCartApi,
  addItemApi,
  setItemApi,
  removeItemApi,
  mergeCartApi,
  getPricedCartApi,
];

export function mount(app: Express, context: Context): void {
  mountStateConsumer(app, context, subscriptions);
  mountRoutes(
    app,
    routes.map((bind) => bind(context)),
    context.verify,
  );
}

/** What the cart service serves: the topics it consumes, and its public routes. */
import { mountStateConsumer } from '@mambogo/messaging/state/mount-state-consumer.ts';
import { type BoundRoute, mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import { addItemApi, emptyCartApi, removeItemApi, setItemApi } from './api/items.ts';
import { mergeCartApi } from './api/merge-cart.ts';
import { getCartApi, getPricedCartApi } from './api/read-cart.ts';
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

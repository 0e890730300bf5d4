/**
 * The product service on MariaDB and the cart service on an in-memory state store: their real routes and event handlers, one
 * instance each, without a gate.
 */

import { createEventContext } from '@mambogo/messaging/event-context.ts';
import { deadLetterRetrierOf, mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { stateDeadLetterRetrierOf } from '@mambogo/messaging/state/mount-state-consumer.ts';
import { quoteProductsApi } from '@mambogo/product/src/api/quote-products.ts';
import type { Context as ProductContext } from '@mambogo/product/src/context.ts';
import { subscriptions } from '@mambogo/product/src/events/subscriptions.ts';
import { Settings as ProductSettings } from '@mambogo/product/src/settings.ts';
import { createIndexedCatalogue } from '@mambogo/product/src/store/indexed-catalogue.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { memoryState } from '@mambogo/testing/memory-state.ts';
import { createGuestCookies } from '../../../services/cart/src/api/guest-cookie.ts';
import type { Context as CartContext } from '../../../services/cart/src/context.ts';
import { subscriptions as cartSubscriptions } from '../../../services/cart/src/events/subscriptions.ts';
import { mount } from '../../../services/cart/src/routes.ts';
import { Settings as CartSettings } from '../../../services/cart/src/settings.ts';
import { createCartStore } from '../../../services/cart/src/store/cart-store.ts';
import { createBaseContext, settingsOf } from './base-context.ts';
import { type InstanceParts, type RunningService, runOnce } from './instance.ts';

const productSettings = ProductSettings.parse({ ...settingsOf('product'), DATABASE_URL: 'mysql://nobody@localhost/x' });
const cartSettings = CartSettings.parse(settingsOf('cart'));

export function runProduct({ database, sidecar }: Pick<InstanceParts, 'database' | 'sidecar'>): RunningService {
  const base = createBaseContext('product', sidecar);
  const context: ProductContext = {
    ...createEventContext(base, productSettings, database),
    settings: productSettings,
    catalogue: createIndexedCatalogue(database),
  };
  return {
    app: createApp({
      logger: context.logger,
      checkReady: async () => undefined,
      mount(app) {
        mountConsumer(app, context, subscriptions);
        mountRoutes(app, [quoteProductsApi(context)], context.verify);
      },
    }),
    workers: { deadLetters: () => runOnce(deadLetterRetrierOf(context, subscriptions)) },
  };
}

export function runCart({ sidecar }: Pick<InstanceParts, 'sidecar'>): RunningService {
  const state = memoryState();
  const { PUBLIC_URL: publicUrl, CART_SECONDS: ttlSeconds, NEW_GUEST_CART_SECONDS: newGuestTtlSeconds } = cartSettings;
  const context: CartContext = {
    ...createBaseContext('cart', sidecar),
    settings: cartSettings,
    state,
    carts: createCartStore(state, { ttlSeconds, newGuestTtlSeconds }),
    guestCookies: createGuestCookies({ key: 'a key', publicUrl, maxAgeSeconds: ttlSeconds }),
  };
  return {
    app: createApp({
      logger: context.logger,
      checkReady: async () => undefined,
      mount: (app) => mount(app, context),
    }),
    workers: { deadLetters: () => runOnce(stateDeadLetterRetrierOf(context, cartSubscriptions)) },
  };
}

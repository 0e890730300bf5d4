/** Everything the cart service depends on. */
import { createStateStore, type StateStore } from '@mambogo/dapr/state.ts';
import { stateOverClient } from '@mambogo/dapr/state-over-client.ts';
import { stateOverHttp } from '@mambogo/dapr/state-over-http.ts';
import { type BaseContext, createBaseContext } from '@mambogo/service/process/base-context.ts';
import { readCredential } from '@mambogo/service/process/settings.ts';
import { traceCall } from '@mambogo/service/telemetry/trace-call.ts';
import { createGuestCookies, type GuestCookies } from './api/guest-cookie.ts';
import type { Settings } from './settings.ts';
import { type CartStore, createCartStore } from './store/cart-store.ts';

export interface Context extends BaseContext {
  readonly settings: Settings;
  /** Dead letters and failed deliveries, and whether the store is available. */
  readonly state: StateStore;
  readonly carts: CartStore;
  readonly guestCookies: GuestCookies;
}

export function createContext(settings: Settings): Context {
  const stateSettings = {
    httpPort: settings.DAPR_HTTP_PORT,
    apiToken: readCredential(settings.CREDENTIALS_DIR, 'dapr-api-token'),
    component: settings.COMPONENTS.carts ?? 'carts',
    traceCall,
  };
  const state = createStateStore(stateOverClient, stateSettings);
  const carts = createCartStore(createStateStore(stateOverHttp, stateSettings), {
    ttlSeconds: settings.CART_SECONDS,
    newGuestTtlSeconds: settings.NEW_GUEST_CART_SECONDS,
  });
  const guestCookies = createGuestCookies({
    key: readCredential(settings.CREDENTIALS_DIR, 'guest-cookie-key'),
    publicUrl: settings.PUBLIC_URL,
    maxAgeSeconds: settings.CART_SECONDS,
  });
  return { ...createBaseContext('cart', settings), settings, state, carts, guestCookies };
}

/** Keeps the cart in sync across the tabs of a browser: a tab takes over the cart that another tab fetched. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { QueryClient, QueryKey } from '@tanstack/react-query';

interface CartMessage {
  readonly queryKey: QueryKey;
  readonly cart: Cart;
}

export interface CartChannel {
  broadcast(queryKey: QueryKey, cart: Cart): void;
  /** Applies the carts that other tabs broadcast, and broadcasts a cart fetched here when it differs from the previous one. */
  follow(queries: QueryClient): void;
}

export function createCartChannel(channel: BroadcastChannel | undefined): CartChannel {
  const known = new Map<string, string>();
  /** @returns false if the cart has not changed */
  function recordVersion({ queryKey, cart }: CartMessage): boolean {
    const name = JSON.stringify(queryKey);
    const isNew = known.get(name) !== cart.version;
    known.set(name, cart.version);
    return isNew;
  }
  function broadcast(queryKey: QueryKey, cart: Cart): void {
    if (recordVersion({ queryKey, cart })) channel?.postMessage({ queryKey, cart } satisfies CartMessage);
  }
  return {
    broadcast,
    follow(queries) {
      if (!channel) return;
      channel.onmessage = ({ data }: MessageEvent<CartMessage>) => {
        // This tab has a change in flight: its response is newer.
        if (queries.isMutating({ mutationKey: ['cart-change'] }) > 0) return;
        // Another user's cart, or no page here shows it.
        if (queries.getQueryData(data.queryKey) === undefined) return;
        if (recordVersion(data)) queries.setQueryData(data.queryKey, data.cart);
      };
      queries.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
        const { queryKey } = event.query;
        if (queryKey[0] !== 'cart') return;
        const cart = queries.getQueryData<Cart>(queryKey);
        if (!cart) return;
        // The first fetch of a page is not a change.
        if (known.has(JSON.stringify(queryKey))) broadcast(queryKey, cart);
        else recordVersion({ queryKey, cart });
      });
    },
  };
}

export const cartChannel = createCartChannel(
  typeof document === 'undefined' || typeof BroadcastChannel === 'undefined'
    ? undefined
    : new BroadcastChannel('mambogo-cart'),
);

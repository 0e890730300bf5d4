/** Tabs of one browser show the same cart: what one has got from the shop the others take over, without asking for it. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { QueryClient, QueryKey } from '@tanstack/react-query';

interface News {
  readonly queryKey: QueryKey;
  readonly cart: Cart;
}

export interface CartChannel {
  tell(queryKey: QueryKey, cart: Cart): void;
  /** Takes over what other tabs tell, and tells of carts that were fetched here and differ from the one before. */
  follow(queries: QueryClient): void;
}

export function createCartChannel(channel: BroadcastChannel | undefined): CartChannel {
  const known = new Map<string, string>();
  /** @returns false: nothing new */
  function learn({ queryKey, cart }: News): boolean {
    const name = JSON.stringify(queryKey);
    const isNew = known.get(name) !== cart.version;
    known.set(name, cart.version);
    return isNew;
  }
  function tell(queryKey: QueryKey, cart: Cart): void {
    if (learn({ queryKey, cart })) channel?.postMessage({ queryKey, cart } satisfies News);
  }
  return {
    tell,
    follow(queries) {
      if (!channel) return;
      channel.onmessage = ({ data }: MessageEvent<News>) => {
        // A change of this tab's own is under way: its answer is newer.
        if (queries.isMutating({ mutationKey: ['cart-change'] }) > 0) return;
        // Somebody else's, or of no page here.
        if (queries.getQueryData(data.queryKey) === undefined) return;
        if (learn(data)) queries.setQueryData(data.queryKey, data.cart);
      };
      queries.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
        const { queryKey } = event.query;
        if (queryKey[0] !== 'cart') return;
        const cart = queries.getQueryData<Cart>(queryKey);
        if (!cart) return;
        // The first look of a page is no change.
        if (known.has(JSON.stringify(queryKey))) tell(queryKey, cart);
        else learn({ queryKey, cart });
      });
    },
  };
}

export const cartChannel = createCartChannel(
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('mambogo-cart'),
);

/** The cart of the current user, and its changes. Changes are sent one after the other and applied optimistically. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { addToCart, cartQuery, removeFromCart, setCartQuantity } from '../../api/cart.ts';
import { cartChannel } from '../../api/cart-channel.ts';
import { ownerOf } from '../../session/session-state.ts';
import { useSession } from '../../session/use-session.ts';
import { withQuantity } from './cart-change.ts';

export const useCart = () => useQuery(cartQuery(ownerOf(useSession())));

export type CartChange =
  | { readonly type: 'add'; readonly productId: string; readonly quantity: number }
  /** 0 removes the line. */
  | { readonly type: 'set'; readonly productId: string; readonly quantity: number };

export function useChangeCart() {
  const queries = useQueryClient();
  const { queryKey } = cartQuery(ownerOf(useSession()));
  return useMutation({
    // Serialized, so that the last click wins.
    scope: { id: 'cart' },
    mutationFn: ({ type, productId, quantity }: CartChange): Promise<Cart> => {
      if (type === 'add') return addToCart(productId, quantity);
      return quantity === 0 ? removeFromCart(productId) : setCartQuantity(productId, quantity);
    },
    async onMutate(change) {
      await queries.cancelQueries({ queryKey });
      if (change.type === 'set')
        queries.setQueryData(queryKey, (cart) => cart && withQuantity(cart, change.productId, change.quantity));
    },
    onSuccess: (cart) => {
      // A later change is in flight and already shown.
      if (queries.isMutating({ mutationKey: ['cart-change'] }) > 1) return;
      queries.setQueryData(queryKey, cart);
      cartChannel.broadcast(queryKey, cart);
    },
    mutationKey: ['cart-change'],
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}

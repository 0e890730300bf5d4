/** The cart of whoever is here, and changing it. Changes are made one after the other and shown at once. */
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
  /** 0 takes it out. */
  | { readonly type: 'set'; readonly productId: string; readonly quantity: number };

export function useChangeCart() {
  const queries = useQueryClient();
  const { queryKey } = cartQuery(ownerOf(useSession()));
  return useMutation({
    // One after the other: the last click is the last word.
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
      // A later change is on its way: what is shown has it already.
      if (queries.isMutating({ mutationKey: ['cart-change'] }) > 1) return;
      queries.setQueryData(queryKey, cart);
      cartChannel.tell(queryKey, cart);
    },
    mutationKey: ['cart-change'],
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}

/** Adds a product to the cart and shows a toast with a link to the cart. */
import { type MouseEvent, useRef } from 'react';
import { Link } from 'react-router';
import { errorMessage } from '../../design/empty-and-error-states.tsx';
import { isSameGesture, type Press } from '../../design/same-gesture.ts';
import { useToast } from '../../design/toasts.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { pagePaths } from '../../page-paths.ts';
import { useChangeCart } from './use-cart.ts';

interface Added {
  readonly id: string;
  readonly name: string;
}

export function useAddToCart() {
  const { product, errors } = useMessages();
  const showToast = useToast();
  const { mutate, isPending } = useChangeCart();
  const last = useRef<Press>(undefined);
  return {
    isAdding: isPending,
    /** A double click adds once, even if the first response arrives in between. */
    add({ id, name }: Added, quantity: number, { detail, timeStamp }: MouseEvent): void {
      const isAgain = isPending || isSameGesture(last.current, { detail, timeStamp });
      last.current = { detail, timeStamp };
      if (isAgain) return;
      mutate(
        { type: 'add', productId: id, quantity },
        {
          onSuccess: () => showToast(product.added(name), <Link to={pagePaths.cart}>{product.toCart}</Link>),
          onError: (error) => showToast(errorMessage(error, errors)[0]),
        },
      );
    },
  };
}

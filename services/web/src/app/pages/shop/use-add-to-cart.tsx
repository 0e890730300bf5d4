/** Adding to the cart with word of it: what was added, and the way there. */
import { Link } from 'react-router';
import { errorWords } from '../../design/states.tsx';
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
  const say = useToast();
  const { mutate, isPending } = useChangeCart();
  return {
    isAdding: isPending,
    add: ({ id, name }: Added, quantity: number) =>
      mutate(
        { type: 'add', productId: id, quantity },
        {
          onSuccess: () => say(product.added(name), <Link to={pagePaths.cart}>{product.toCart}</Link>),
          onError: (error) => say(errorWords(error, errors)[0]),
        },
      ),
  };
}

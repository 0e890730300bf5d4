/** Link to the cart with its item count; changes are announced. */
import { Link } from 'react-router';
import { Icon } from '../design/icons.tsx';
import { useMessages } from '../language/use-messages.ts';
import { pagePaths } from '../page-paths.ts';
import { useCart } from '../pages/shop/use-cart.ts';

export function CartLink() {
  const { shell } = useMessages();
  const { data } = useCart();
  const pieces = data?.items.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0;
  return (
    <Link to={pagePaths.cart} className="icon-link">
      <Icon name="cart" />
      {pieces > 0 && (
        <span className="count" aria-hidden="true" key={pieces}>
          {pieces > 99 ? '99+' : pieces}
        </span>
      )}
      <span className="visually-hidden" aria-live="polite">
        {shell.cart(pieces)}
      </span>
      <span className="icon-word" aria-hidden="true">
        {shell.cartShort}
      </span>
    </Link>
  );
}

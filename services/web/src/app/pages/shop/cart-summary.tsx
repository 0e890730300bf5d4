/** What it comes to, and on to the checkout: for a guest by way of logging in. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { Button, ButtonLink } from '../../design/button.tsx';
import { Price } from '../../design/price.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { pagePaths } from '../../page-paths.ts';
import { session } from '../../session/session.ts';
import { useSession } from '../../session/use-session.ts';
import { shopFacts } from '../../shop-facts.ts';
import { orderObstacle } from './order-obstacle.ts';

export function CartSummary({ cart }: { readonly cart: Cart }) {
  const { cart: words } = useMessages();
  const { money } = useLanguage();
  const { status } = useSession();
  const { currency } = cart.total;
  const { orderTotal } = shopFacts.amounts;
  const obstacle = orderObstacle(cart, shopFacts.amounts);
  const hint = {
    below: words.below(money({ amount: orderTotal.min, currency })),
    above: words.above(money({ amount: orderTotal.max, currency })),
    'too-many': words.tooMany(limits.orderLines),
    'sold-out': undefined,
  };
  const pieces = cart.items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <aside className="card stack summary">
      <div className="spread summary-total">
        <span>
          {words.subtotal} <span className="soft small">({words.pieces(pieces)})</span>
        </span>
        <strong>
          <Price money={cart.total} />
        </strong>
      </div>
      <p className="soft small">{words.shippingNote}</p>
      {obstacle && hint[obstacle] && <p className="notice notice-warn">{hint[obstacle]}</p>}
      {obstacle ? (
        <Button large wide disabled>
          {words.checkout}
        </Button>
      ) : status === 'person' ? (
        <ButtonLink to={pagePaths.checkout} large wide>
          {words.checkout}
        </ButtonLink>
      ) : (
        <>
          <Button large wide onClick={() => void session.signIn(pagePaths.checkout)}>
            {words.logInToCheckout}
          </Button>
          <Button look="quiet" wide onClick={() => void session.signIn(pagePaths.checkout, true)}>
            {words.signUpToCheckout}
          </Button>
          <p className="soft small">{words.guestNote}</p>
        </>
      )}
    </aside>
  );
}

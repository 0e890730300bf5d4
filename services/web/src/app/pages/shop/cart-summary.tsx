/** The cart total and the checkout button; guests log in first. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { Button, ButtonLink } from '../../design/button.tsx';
import { Price } from '../../design/price.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { pagePaths } from '../../page-paths.ts';
import { session } from '../../session/session.ts';
import { useSession } from '../../session/use-session.ts';
import { shopConfig } from '../../shop-config.ts';
import { PriceNote } from '../prices/price-note.tsx';
import { checkoutBlocker } from './checkout-blocker.ts';

export function CartSummary({ cart }: { readonly cart: Cart }) {
  const { cart: texts } = useMessages();
  const { money } = useLanguage();
  const { status } = useSession();
  const { currency } = cart.total;
  const { orderTotal } = shopConfig.amounts;
  const blocker = checkoutBlocker(cart, shopConfig.amounts);
  const hint = {
    below: texts.below(money({ amount: orderTotal.min, currency })),
    above: texts.above(money({ amount: orderTotal.max, currency })),
    'too-many': texts.tooMany(limits.orderLines),
    'sold-out': undefined,
  };
  const pieces = cart.items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <aside className="card stack summary">
      <div className="spread summary-total">
        <span>
          {texts.subtotal} <span className="soft small">({texts.pieces(pieces)})</span>
        </span>
        <strong>
          <Price money={cart.total} />
        </strong>
      </div>
      <PriceNote fallback={texts.shippingNote} />
      {blocker && hint[blocker] && <p className="notice notice-warn">{hint[blocker]}</p>}
      {blocker ? (
        <Button large wide disabled>
          {texts.checkout}
        </Button>
      ) : status === 'person' ? (
        <ButtonLink to={pagePaths.checkout} large wide>
          {texts.checkout}
        </ButtonLink>
      ) : (
        <>
          <Button large wide onClick={() => void session.signIn(pagePaths.checkout)}>
            {texts.logInToCheckout}
          </Button>
          <Button variant="quiet" wide onClick={() => void session.signIn(pagePaths.checkout, 'create')}>
            {texts.signUpToCheckout}
          </Button>
          {shopConfig.ownIdentity && (
            <Button variant="quiet" wide onClick={() => void session.signIn(pagePaths.checkout, 'guest')}>
              {texts.guestCheckout}
            </Button>
          )}
          <p className="soft small">{texts.guestNote}</p>
        </>
      )}
    </aside>
  );
}

/** The cart, at current prices. */
import { useEffect, useState } from 'react';
import { ButtonLink } from '../../design/button.tsx';
import { EmptyState, ErrorState } from '../../design/empty-and-error-states.tsx';
import { Notice } from '../../design/notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { pagePaths } from '../../page-paths.ts';
import { readPreference, savePreference } from '../../shell/local-preferences.ts';
import { PageHeading } from '../../shell/page-heading.tsx';
import { CartLine } from './cart-line.tsx';
import { CartSummary } from './cart-summary.tsx';
import { PriceChanges } from './price-changes.tsx';
import { priceChanges, pricesOf, readSeenPrices } from './seen-prices.ts';
import { useCart } from './use-cart.ts';

export default function CartPage() {
  const { cart: texts } = useMessages();
  const { data: cart, error, refetch } = useCart();
  const [seen, setSeen] = useState(() => readSeenPrices(readPreference('seen-prices')));
  const changes = cart ? priceChanges(seen, cart.items) : [];
  // Prices of new lines are marked as seen now; changed prices stay shown until they are acknowledged.
  useEffect(() => {
    if (cart) savePreference('seen-prices', JSON.stringify({ ...pricesOf(cart.items), ...seen }));
  }, [cart, seen]);
  const acknowledge = () => {
    const now = cart ? pricesOf(cart.items) : {};
    savePreference('seen-prices', JSON.stringify(now));
    setSeen(now);
  };
  return (
    <div className="stack">
      <PageHeading>{texts.title}</PageHeading>
      {error && !cart ? (
        <ErrorState error={error} retry={refetch} />
      ) : !cart ? (
        <CartSkeleton />
      ) : cart.items.length === 0 ? (
        <EmptyState
          title={texts.emptyTitle}
          action={<ButtonLink to={pagePaths.search}>{texts.emptyAction}</ButtonLink>}
        >
          {texts.emptyText}
        </EmptyState>
      ) : (
        <div className="with-summary">
          <div className="stack">
            {changes.length > 0 && <PriceChanges changes={changes} onAcknowledge={acknowledge} />}
            {cart.items
              .filter(({ availability }) => availability === 'out-of-stock')
              .map(({ productId, name }) => (
                <Notice key={productId} tone="bad" title={texts.gone(name)} />
              ))}
            <ul className="card cart-lines">
              {cart.items.map((item) => (
                <CartLine key={item.productId} item={item} />
              ))}
            </ul>
          </div>
          <CartSummary cart={cart} />
        </div>
      )}
    </div>
  );
}

function CartSkeleton() {
  return (
    <div className="with-summary" aria-busy="true">
      <div className="card cart-lines">
        <Skeleton height="6rem" />
        <Skeleton height="6rem" />
      </div>
      <div className="card stack">
        <Skeleton height="1.5rem" />
        <Skeleton height="3.25rem" />
      </div>
    </div>
  );
}

/** The checkout: address, card, order review and payment. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { cartQuery } from '../../api/cart.ts';
import { newIdempotencyKey } from '../../api/new-idempotency-key.ts';
import { ButtonLink } from '../../design/button.tsx';
import { EmptyState, ErrorState } from '../../design/empty-and-error-states.tsx';
import { pagePaths } from '../../page-paths.ts';
import { useSession } from '../../session/use-session.ts';
import { PageHeading } from '../../shell/page-heading.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { usePerson } from '../../shell/use-person.ts';
import { shopConfig } from '../../shop-config.ts';
import { checkoutBlocker } from '../shop/checkout-blocker.ts';
import './account.css';
import { CodeField } from '../prices/code-field.tsx';
import { QuoteLines } from '../prices/quote-lines.tsx';
import { ShippingChoice } from '../prices/shipping-choice.tsx';
import { CardForm } from './card/card-form.tsx';
import { type CardFormHandle, CardIncomplete } from './card/card-form-handle.ts';
import { toAddress } from './checkout/address-draft.ts';
import { AddressForm } from './checkout/address-form.tsx';
import { loadAttempt } from './checkout/checkout-attempt.ts';
import { OrderReview } from './checkout/order-review.tsx';
import { PayButton } from './checkout/pay-button.tsx';
import { PriceChangeDialog } from './checkout/price-change-dialog.tsx';
import { useAddress } from './checkout/use-address.ts';
import { QuoteFailed, useCheckoutQuote } from './checkout/use-checkout-quote.tsx';
import { usePlaceOrder } from './checkout/use-place-order.ts';
import { useAccountMessages } from './language/use-account-messages.ts';

export default function CheckoutPage() {
  const { checkout } = useAccountMessages();
  const { id: owner } = usePerson();
  // When the session ends the page stays: the cart is neither refetched nor dropped.
  const isHere = useSession().status === 'person';
  const { data: cart, error, refetch } = useQuery({ ...cartQuery(owner), enabled: isHere });
  const address = useAddress(owner);
  const prices = useCheckoutQuote(owner, cart, address.draft, isHere);
  const { placing, send, reset } = usePlaceOrder(owner);
  const card = useRef<CardFormHandle>(null);
  const form = useRef<HTMLFormElement>(null);
  const [isAsking, setAsking] = useState(false);
  const [payError, setPayError] = useState<'fix' | 'cardUnfinished' | 'cardFailed'>();

  // A payment was submitted and its response lost (a reload or a log-in in between): resend it to learn the outcome.
  const [resumed] = useState(() => loadAttempt(sessionStorage, owner));
  useEffect(() => {
    if (resumed) void send(resumed);
  }, [resumed, send]);

  async function pay(): Promise<void> {
    if (!cart || isAsking || placing.type === 'sending') return;
    setPayError(undefined);
    address.want();
    if (!address.isComplete) {
      setPayError('fix');
      // Focuses the first invalid field once the errors are rendered.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setAsking(true);
    try {
      const confirmed = await prices.confirm();
      const token = confirmed && (await card.current?.token());
      if (!token) return;
      await send({
        owner,
        key: newIdempotencyKey(),
        body: {
          cartVersion: cart.version,
          ...confirmed,
          shippingAddress: toAddress(address.draft),
          payment: { method: 'card', token },
        },
      });
    } catch (problem) {
      setPayError(problem instanceof CardIncomplete ? 'cardUnfinished' : 'cardFailed');
    } finally {
      setAsking(false);
    }
  }
  const latest = useRef(pay);
  latest.current = pay;
  const payByEnter = useCallback(() => void latest.current(), []);

  if (error && !cart) return <ErrorState error={error} retry={refetch} />;
  if (!cart) return <PageSkeleton />;
  if (resumed && placing.type === 'sending')
    return (
      <>
        <PageHeading>{checkout.title}</PageHeading>
        <p role="status">{checkout.resuming}</p>
        <PageSkeleton />
      </>
    );
  const { result, total } = prices.quoted;
  const { currency } = cart.total;
  const blocker = checkoutBlocker(cart, shopConfig.amounts);
  if (blocker && placing.type !== 'bought')
    return (
      <>
        <PageHeading hidden>{checkout.title}</PageHeading>
        <EmptyState
          title={cart.items.length === 0 ? checkout.emptyTitle : checkout.blocked}
          action={<ButtonLink to={pagePaths.cart}>{checkout.toCart}</ButtonLink>}
        />
      </>
    );
  return (
    <div className="stack">
      <PageHeading>{checkout.title}</PageHeading>
      <form
        ref={form}
        className="with-summary"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void pay();
        }}
      >
        <div className="stack">
          <section className="card stack">
            <h2>{checkout.address}</h2>
            <AddressForm
              draft={address.draft}
              errors={address.errors}
              onChange={address.change}
              onLeave={address.leave}
            />
          </section>
          {result && (
            <ShippingChoice result={result} currency={currency} chosen={prices.method} onChoose={prices.chooseMethod} />
          )}
          <section className="card stack">
            <h2>{checkout.card}</h2>
            <p className="soft small">{checkout.cardNote}</p>
            <CardForm ref={card} onEnter={payByEnter} />
          </section>
        </div>
        <aside className="card stack summary">
          <OrderReview cart={cart}>
            {result && (
              <CodeField codes={prices.codes} results={result.codes} currency={currency} onChange={prices.setCodes} />
            )}
            {total && <QuoteLines quote={result?.quote} total={total} />}
            <QuoteFailed quoted={prices.quoted} />
          </OrderReview>
          <PayButton
            total={total}
            placing={placing}
            isAsking={isAsking}
            error={payError && !(payError === 'fix' && address.isComplete) ? checkout[payError] : undefined}
            onAgain={(attempt) => void send(attempt)}
          />
        </aside>
      </form>
      <PriceChangeDialog
        change={placing.type === 'changed' ? placing.change : undefined}
        onAccept={() => {
          void refetch();
          prices.quoted.refetch();
          reset();
        }}
      />
    </div>
  );
}

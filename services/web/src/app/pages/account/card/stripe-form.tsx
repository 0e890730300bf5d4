/**
 * Stripe's card form: Stripe.js, loaded from Stripe's origin as required, creates a payment method from the input in its frame.
 * https://docs.stripe.com/js/elements_object/create_element?type=card
 */
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useLanguage } from '../../../language/language-context.tsx';
import { useAccountMessages } from '../language/use-account-messages.ts';
import { type CardFormHandle, CardIncomplete, CardUnavailable } from './card-form-handle.ts';
import { loadStripe, type StripeCard, type StripeClient } from './load-stripe.ts';

interface StripeFormProps {
  readonly ref: Ref<CardFormHandle>;
  readonly publishableKey: string;
  readonly onEnter: () => void;
}

export default function StripeForm({ ref, publishableKey }: StripeFormProps) {
  const { checkout } = useAccountMessages();
  const { language } = useLanguage();
  const container = useRef<HTMLDivElement>(null);
  const parts = useRef<{ stripe: StripeClient; card: StripeCard }>(undefined);
  const [failed, setFailed] = useState(false);
  const [error, setFault] = useState<string>();

  useEffect(() => {
    let gone = false;
    let card: StripeCard | undefined;
    loadStripe(publishableKey, language).then(
      (stripe) => {
        if (gone || !container.current) return;
        const style = getComputedStyle(document.body);
        card = stripe.elements().create('card', {
          hidePostalCode: true,
          style: { base: { color: style.color, fontFamily: style.fontFamily, fontSize: '16px' } },
        });
        card.mount(container.current);
        card.on('change', ({ error }) => setFault(error?.message));
        parts.current = { stripe, card };
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      card?.destroy();
    };
  }, [publishableKey, language]);

  useImperativeHandle(ref, () => ({
    async token() {
      if (!parts.current) throw new CardUnavailable();
      const { stripe, card } = parts.current;
      const { paymentMethod, error } = await stripe.createPaymentMethod({ type: 'card', card });
      if (paymentMethod) return paymentMethod.id;
      setFault(error?.message);
      throw error?.type === 'validation_error' ? new CardIncomplete() : new CardUnavailable();
    },
  }));

  return (
    <div className="stack">
      <div className="input stripe-place" ref={container} />
      {failed && <p className="field-fault">{checkout.cardFailed}</p>}
      {error && (
        <p className="field-fault" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

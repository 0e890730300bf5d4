/**
 * The part of a merchant's Stripe account that the adapter uses: PaymentIntents and refunds, as in Stripe's API reference.
 * Cards are Stripe's test PaymentMethods, and some of our own for behaviour that a test account cannot produce.
 */
import { randomUUID } from 'node:crypto';

export interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  /** 0 until it has succeeded. */
  amount_received: number;
  readonly currency: string;
  /** Unix seconds. */
  readonly created: number;
  readonly metadata: Readonly<Record<string, string>>;
  status: 'succeeded' | 'processing' | 'requires_action' | 'requires_payment_method' | 'canceled';
  next_action: { type: 'redirect_to_url'; redirect_to_url: { url: string; return_url: string } } | null;
  last_payment_error: CardFault | null;
}

export interface CardFault {
  readonly type: 'card_error';
  readonly code: string;
  readonly decline_code?: string;
  readonly message: string;
}

export interface Refund {
  readonly id: string;
  readonly object: 'refund';
  readonly payment_intent: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
  status: 'succeeded' | 'pending';
}

/** How the response to a request with this card behaves. */
export type CardBehaviour = 'normal' | 'late' | 'error-unsaved' | 'error-saved' | 'error-saved-nothing-made';

const behaviours: Readonly<Record<string, CardBehaviour>> = {
  pm_slow: 'late',
  pm_error_unsaved: 'error-unsaved',
  pm_error_saved: 'error-saved',
  pm_error_saved_nothing_made: 'error-saved-nothing-made',
};
export const behaviourOf = (paymentMethod: string): CardBehaviour => behaviours[paymentMethod] ?? 'normal';

const declines: Readonly<Record<string, string>> = {
  pm_card_visa_chargeDeclined: 'generic_decline',
  pm_card_visa_chargeDeclinedInsufficientFunds: 'insufficient_funds',
};
const known = new Set([
  ...['pm_card_visa', 'pm_card_authenticationRequired', 'pm_processing'],
  ...Object.keys(behaviours),
  ...Object.keys(declines),
]);
export const isKnown = (paymentMethod: string): boolean => known.has(paymentMethod);

const id = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '')}`;
const declined = (code: string): CardFault =>
  code === 'payment_intent_authentication_failure'
    ? { type: 'card_error', code, message: 'The customer did not approve it.' }
    : { type: 'card_error', code: 'card_declined', decline_code: code, message: 'Your card was declined.' };

export type FakeStripeState = ReturnType<typeof createFakeStripeState>;

/** @param onChange called for every PaymentIntent whose state changed */
export function createFakeStripeState(onChange: (intent: Intent) => void) {
  const intents = new Map<string, Intent>();
  const refunds: Refund[] = [];
  let refundStatus: Refund['status'] = 'succeeded';

  const change = (intent: Intent, status: Intent['status'], cardError: CardFault | null = null): Intent => {
    const received = status === 'succeeded' ? intent.amount : 0;
    Object.assign(intent, { status, amount_received: received, next_action: null, last_payment_error: cardError });
    onChange(intent);
    return intent;
  };

  return {
    intents: (): readonly Intent[] => [...intents.values()].reverse(),
    intent: (name: string) => intents.get(name),
    refundsOf: (name: string): readonly Refund[] => refunds.filter((refund) => refund.payment_intent === name),

    /** Creates and confirms a PaymentIntent. @param bank base URL of the bank's pages */
    confirm(
      requested: Pick<Intent, 'amount' | 'currency' | 'metadata'>,
      method: string,
      returnUrl: string,
      bank: string,
    ) {
      const intent: Intent = {
        ...requested,
        id: id('pi'),
        object: 'payment_intent',
        created: Math.floor(Date.now() / 1_000),
        amount_received: 0,
        status: 'processing',
        next_action: null,
        last_payment_error: null,
      };
      intents.set(intent.id, intent);
      const cardError = declines[method];
      if (cardError) return change(intent, 'requires_payment_method', declined(cardError));
      if (method === 'pm_processing') return intent;
      if (method !== 'pm_card_authenticationRequired') return change(intent, 'succeeded');
      const next = { url: `${bank}/3ds/${intent.id}`, return_url: returnUrl };
      Object.assign(intent, {
        status: 'requires_action',
        next_action: { type: 'redirect_to_url', redirect_to_url: next },
      });
      return intent;
    },
    /** Completes a PaymentIntent in progress, or the customer's authentication. */
    settle(intent: Intent, approved = true): Intent {
      if (approved) return change(intent, 'succeeded');
      return change(intent, 'requires_payment_method', declined('payment_intent_authentication_failure'));
    },
    cancel: (intent: Intent): Intent => change(intent, 'canceled'),
    refund(intent: Intent, amount: number, metadata: Refund['metadata']): Refund {
      const refund: Refund = {
        id: id('re'),
        object: 'refund',
        payment_intent: intent.id,
        amount,
        currency: intent.currency,
        metadata,
        status: refundStatus,
      };
      refunds.unshift(refund);
      return refund;
    },
    /** Makes refunds stay pending, as while a merchant's balance is empty; `false` completes all of them. */
    holdRefunds(held: boolean) {
      refundStatus = held ? 'pending' : 'succeeded';
      if (!held) for (const refund of refunds) refund.status = 'succeeded';
    },
  };
}

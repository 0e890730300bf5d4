/**
 * Why a payment failed, in words for the customer. The order waits for another card in every case; a retryable failure may
 * succeed with the same card.
 */
import type { PaymentFailure } from '@mambogo/contracts/api/payment-state.ts';

type Text = Omit<PaymentFailure, 'code'>;

const texts: Readonly<Record<string, Text>> = {
  card_declined: {
    reason: 'The bank declined the card.',
    retryable: false,
    suggestion: 'Pay with another card, or contact your bank.',
  },
  insufficient_funds: {
    reason: 'There is not enough money on the card.',
    retryable: true,
    suggestion: 'Try again with another card.',
  },
  card_limit_reached: {
    reason: 'The card has reached its limit.',
    retryable: true,
    suggestion: 'Try again with another card.',
  },
  expired_card: {
    reason: 'The card has expired.',
    retryable: true,
    suggestion: 'Try again with a card that is valid.',
  },
  incorrect_card_details: {
    reason: 'The card details are incorrect.',
    retryable: true,
    suggestion: 'Check the card number, expiry date and security code, and try again.',
  },
  card_not_supported: {
    reason: 'The card does not support this type of payment.',
    retryable: true,
    suggestion: 'Try again with another card.',
  },
  processing_error: {
    reason: 'The bank could not be reached.',
    retryable: true,
    suggestion: 'Nothing was charged. Try again in a moment.',
  },
  invalid_token: {
    reason: 'The card could not be recognised.',
    retryable: false,
    suggestion: 'Enter the card details again.',
  },
  authentication_failed: {
    reason: 'The payment was not approved at the bank.',
    retryable: true,
    suggestion: 'Try again and approve it, or use another card.',
  },
  provider_refused: {
    reason: 'The payment provider refused this payment.',
    retryable: false,
    suggestion: 'Pay with another card.',
  },
  payment_expired: {
    reason: 'The payment was not completed in time.',
    retryable: true,
    suggestion: 'Try again.',
  },
  not_processed: {
    reason: 'The payment provider did not process the payment.',
    retryable: true,
    suggestion: 'Nothing was charged. Try again.',
  },
  wrong_amount: {
    reason: 'The payment provider charged a different amount than the order total.',
    retryable: true,
    suggestion: 'That charge is refunded to the card. Try again.',
  },
  order_cancelled: {
    reason: 'The order was cancelled before it was paid.',
    retryable: false,
    suggestion: 'Nothing was charged. Place the order again if you still want the goods.',
  },
};

const defaultFailure: Text = {
  reason: 'The payment was declined.',
  retryable: false,
  suggestion: 'Pay with another card.',
};

export const isKnownFailure = (code: string): boolean => Object.hasOwn(texts, code);

/** A code without a text is not retryable with the same card. */
export const failureOf = (code: string): PaymentFailure => ({ code, ...(texts[code] ?? defaultFailure) });

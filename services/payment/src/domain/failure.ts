/** Why a payment failed, in words for people. The order waits for another card, whatever it was; a retryable failure may pass with the same one. */
import type { PaymentFailure } from '@mambogo/contracts/api/payment-state.ts';

type Text = Omit<PaymentFailure, 'code'>;

const texts: Readonly<Record<string, Text>> = {
  card_declined: {
    reason: 'The bank declined the card.',
    retryable: false,
    suggestion: 'Pay with another card, or ask your bank.',
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
    reason: 'The card details are not right.',
    retryable: true,
    suggestion: 'Check number, date and security code, and try again.',
  },
  card_not_supported: {
    reason: 'The card does not take this kind of payment.',
    retryable: true,
    suggestion: 'Try again with another card.',
  },
  processing_error: {
    reason: 'The bank could not answer just now.',
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
    reason: 'The payment provider charged another amount than the order comes to.',
    retryable: true,
    suggestion: 'That money goes back to the card. Try again.',
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

/** With a code no text is known for, the same card is not worth another try. */
export const failureOf = (code: string): PaymentFailure => ({ code, ...(texts[code] ?? defaultFailure) });

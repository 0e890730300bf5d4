/**
 * Maps Stripe's decline and error codes to ours (texts: domain/failure.ts). Pure.
 * https://docs.stripe.com/declines/codes, https://docs.stripe.com/error-codes
 *
 * Declines for theft or fraud are not distinguished from other declines, as Stripe requires.
 */

const codes: Readonly<Record<string, string>> = {
  insufficient_funds: 'insufficient_funds',
  withdrawal_count_limit_exceeded: 'card_limit_reached',
  card_velocity_exceeded: 'card_limit_reached',
  expired_card: 'expired_card',
  incorrect_cvc: 'incorrect_card_details',
  invalid_cvc: 'incorrect_card_details',
  incorrect_number: 'incorrect_card_details',
  invalid_number: 'incorrect_card_details',
  invalid_expiry_month: 'incorrect_card_details',
  invalid_expiry_year: 'incorrect_card_details',
  incorrect_zip: 'incorrect_card_details',
  incorrect_address: 'incorrect_card_details',
  card_not_supported: 'card_not_supported',
  currency_not_supported: 'card_not_supported',
  invalid_account: 'card_not_supported',
  authentication_required: 'authentication_failed',
  payment_intent_authentication_failure: 'authentication_failed',
  authentication_not_handled: 'authentication_failed',
  processing_error: 'processing_error',
  issuer_not_available: 'processing_error',
  reenter_transaction: 'processing_error',
  try_again_later: 'processing_error',
};

/** @param code Stripe's decline code, or its error code if there is none */
export const failureCode = (code: string | null | undefined): string => codes[code ?? ''] ?? 'card_declined';

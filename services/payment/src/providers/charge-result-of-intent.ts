/** Maps a PaymentIntent to the result of a charge. Pure. https://docs.stripe.com/payments/paymentintents/lifecycle */

import { fromProvider } from '@mambogo/contracts/currency/provider-amounts.ts';
import type Stripe from 'stripe';
import { type ChargeResult, ProviderUnavailable } from '../domain/payment-provider.ts';
import { failureCode } from './stripe-failure-code.ts';

/** Key of our charge name in a PaymentIntent's metadata. */
export const metadataKey = 'mambogo_charge';

type Intent = Pick<
  Stripe.PaymentIntent,
  'id' | 'status' | 'amount_received' | 'currency' | 'next_action' | 'last_payment_error'
>;

export function chargeResultOf({
  id: reference,
  status,
  amount_received: received,
  currency,
  next_action: next,
  last_payment_error: paymentError,
}: Intent): ChargeResult {
  switch (status) {
    case 'succeeded':
      return { type: 'captured', reference, taken: fromProvider('stripe', received, currency.toUpperCase()) };
    case 'canceled':
      return { type: 'voided', reference };
    case 'requires_action': {
      const url = next?.redirect_to_url?.url;
      if (!url) throw new ProviderUnavailable('Stripe requires an action but returned no redirect URL');
      return { type: 'action-required', reference, url };
    }
    case 'requires_payment_method':
      if (paymentError)
        return { type: 'failed', code: failureCode(paymentError.decline_code ?? paymentError.code), reference };
      return { type: 'pending', reference };
    default:
      // In progress, or left over from a Stripe error: it holds no money, and is voided when its order is cancelled.
      return { type: 'pending', reference };
  }
}

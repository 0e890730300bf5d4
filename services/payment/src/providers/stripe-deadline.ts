/**
 * One operation at Stripe: its calls share the time-out of one call (the lease of an attempt relies on it), and every failure
 * without a definite result becomes ProviderUnavailable, with a message that contains neither token nor key.
 */
import Stripe from 'stripe';
import { ProviderUnavailable } from '../domain/payment-provider.ts';

/** Makes one call within the remaining time. */
export type StripeCall = <T>(call: (timed: { readonly timeout: number }) => Promise<T>) => Promise<T>;

/** @param timeout milliseconds */
export const createDeadlineScope =
  (timeout: number) =>
  async <T>(body: (callWithin: StripeCall) => Promise<T>): Promise<T> => {
    const deadline = performance.now() + timeout;
    const callWithin: StripeCall = async (call) => {
      const left = Math.ceil(deadline - performance.now());
      if (left <= 0) throw new ProviderUnavailable('no response in time');
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => late.reject(new ProviderUnavailable('no response in time')), left);
      try {
        return await Promise.race([call({ timeout: left }), late.promise]);
      } finally {
        clearTimeout(timer);
      }
    };
    return body(callWithin).catch((error: unknown) => {
      throw error instanceof Stripe.errors.StripeError ? toUnavailable(error) : error;
    });
  };

function toUnavailable(error: Stripe.errors.StripeError): ProviderUnavailable {
  const { type, statusCode, code, requestId } = error;
  const about = [type, statusCode, code, requestId].filter((part) => part !== undefined).join(' ');
  if (statusCode === 401 || statusCode === 403)
    return new ProviderUnavailable(
      `Stripe rejects the API key (${about}): use one that may create and read PaymentIntents and Refunds`,
      { cause: error },
    );
  return new ProviderUnavailable(`no result from Stripe (${about})`, { cause: error });
}

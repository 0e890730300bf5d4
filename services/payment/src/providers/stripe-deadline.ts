/**
 * One turn with Stripe: its calls have the time of one call together (the lease of an attempt counts on it), and every
 * failure that is no answer comes out as ProviderUnavailable, in words that carry neither token nor key.
 */
import Stripe from 'stripe';
import { ProviderUnavailable } from '../domain/payment-provider.ts';

/** Makes one call, with the time that is left. */
export type StripeCall = <T>(call: (timed: { readonly timeout: number }) => Promise<T>) => Promise<T>;

/** @param timeout milliseconds */
export const createDeadlineScope =
  (timeout: number) =>
  async <T>(body: (callWithin: StripeCall) => Promise<T>): Promise<T> => {
    const deadline = performance.now() + timeout;
    const callWithin: StripeCall = async (call) => {
      const left = Math.ceil(deadline - performance.now());
      if (left <= 0) throw new ProviderUnavailable('no answer in time');
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => late.reject(new ProviderUnavailable('no answer in time')), left);
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
      `Stripe refuses the API key (${about}): give one that may make and read PaymentIntents and Refunds`,
      { cause: error },
    );
  return new ProviderUnavailable(`Stripe gave no answer (${about})`, { cause: error });
}

/**
 * Minor units as Stripe counts them: those of ISO 4217, but for two currencies that have none and that Stripe still takes
 * in hundredths. Pure. https://docs.stripe.com/currencies#special-cases
 */
import type { Money } from '@mambogo/contracts/money.ts';

const inHundredths: readonly string[] = ['ISK', 'UGX'];

export const stripeAmount = ({ amount, currency }: Money): number =>
  inHundredths.includes(currency) ? amount * 100 : amount;

/** @param currency as Stripe writes it, in lower case */
export function moneyOfStripe(amount: number, currency: string): Money {
  const code = currency.toUpperCase();
  return { amount: inHundredths.includes(code) ? Math.round(amount / 100) : amount, currency: code };
}

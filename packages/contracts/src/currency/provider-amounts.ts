/**
 * Amounts of payment providers where they differ from minor units of ISO 4217: decimals, steps and largest charges, as data. An
 * amount that a provider cannot charge is rejected on input (amount-rules.ts), and never rounded. Pure.
 */
import type { Money } from '../money.ts';
import { fractionDigits } from './decimals.ts';

export const paymentProviders = ['simulator', 'stripe'] as const;
export type PaymentProviderName = (typeof paymentProviders)[number];

interface ProviderAmounts {
  /** Decimals of its amounts, by currency; `undefined`: those of ISO 4217. */
  readonly decimals: (currency: string) => number | undefined;
  /** Its amounts are multiples of this, in its own units. */
  readonly steps: Readonly<Record<string, number>>;
  /** The largest charge in its own units. */
  readonly largest: (currency: string) => number;
}

const split = (codes: string): readonly string[] => codes.split(' ');

/**
 * https://docs.stripe.com/currencies: the zero-decimal list, the special cases, the three-decimal list and the largest charges.
 * ISK and UGX are in hundredths that are always 00. HUF and TWD are whole only in payouts; charges have two decimals.
 */
const stripe = {
  zeroDecimal: split('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'),
  threeDecimal: split('BHD JOD KWD OMR TND'),
  wholeHundredths: split('ISK UGX'),
} as const;

const stepsOf = (codes: readonly string[], step: number) => codes.map((code): [string, number] => [code, step]);

const amountsOf: Readonly<Record<PaymentProviderName, ProviderAmounts>> = {
  simulator: { decimals: () => undefined, steps: {}, largest: () => 1_000_000_000_000_000 },
  stripe: {
    decimals: (currency) =>
      stripe.zeroDecimal.includes(currency) ? 0 : stripe.threeDecimal.includes(currency) ? 3 : 2,
    steps: Object.fromEntries([...stepsOf(stripe.threeDecimal, 10), ...stepsOf(stripe.wholeHundredths, 100)]),
    largest: (currency) => (currency === 'IDR' ? 999_999_999_999 : 99_999_999),
  },
};

/** Minor units of ISO 4217 per unit of the provider; less than one if the provider has more decimals. */
function unitOf(provider: PaymentProviderName, currency: string): number {
  const digits = fractionDigits(currency);
  return 10 ** (digits - (amountsOf[provider].decimals(currency) ?? digits));
}

/** The step in minor units of which every amount must be a multiple, for the provider to charge and refund it. */
export function amountStep(provider: PaymentProviderName, currency: string): number {
  return Math.max(1, Math.round(unitOf(provider, currency) * (amountsOf[provider].steps[currency] ?? 1)));
}

/** The largest charge in minor units. */
export function largestCharge(provider: PaymentProviderName, currency: string): number {
  const step = amountStep(provider, currency);
  return Math.floor((amountsOf[provider].largest(currency) * unitOf(provider, currency)) / step) * step;
}

/** Converts to the provider's units; undefined if it cannot represent the amount. */
export function toProvider(provider: PaymentProviderName, { amount, currency }: Money): number | undefined {
  if (amount % amountStep(provider, currency) !== 0) return undefined;
  return Math.round(amount / unitOf(provider, currency));
}

/** Converts an amount charged or refunded by the provider. @param currency in upper case */
export const fromProvider = (provider: PaymentProviderName, amount: number, currency: string): Money => ({
  amount: Math.round(amount * unitOf(provider, currency)),
  currency,
});

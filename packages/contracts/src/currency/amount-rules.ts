/**
 * Limits of prices and order totals of a shop, in minor units of its currency: the same limits in dollars for every currency,
 * rounded, within what the payment provider can charge; a shop may set its own. Pure.
 */
import { limits } from '../limits.ts';
import { minorUnits } from './decimals.ts';
import { amountStep, largestCharge, type PaymentProviderName } from './provider-amounts.ts';
import { unitWorth } from './unit-worth.ts';

export interface AmountRules {
  readonly price: Range;
  readonly orderTotal: Range;
  /** Every price and every refund is a multiple of this. */
  readonly step: number;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The shop's own limits, in minor units. */
export interface AmountOverrides {
  readonly maxPrice?: number;
  readonly minOrderTotal?: number;
  readonly maxOrderTotal?: number;
}

/** In US dollars. */
const defaults = { maxPrice: 10_000, minOrderTotal: 10, maxOrderTotal: 10_000 } as const;

export function amountRules(
  currency: string,
  provider: PaymentProviderName = 'simulator',
  overrides: AmountOverrides = {},
): AmountRules {
  const step = amountStep(provider, currency);
  const most = Math.min(largestCharge(provider, currency), limits.amount.max);
  const min = overrides.minOrderTotal ?? Math.min(worthOfDollars(defaults.minOrderTotal, currency, step), most);
  const max = (given: number | undefined, dollars: number) =>
    given ?? Math.min(worthOfDollars(dollars, currency, step), most);
  return {
    price: { min: step, max: Math.max(step, max(overrides.maxPrice, defaults.maxPrice)) },
    // A minimum above the maximum would make orders impossible.
    orderTotal: { min, max: Math.max(min, max(overrides.maxOrderTotal, defaults.maxOrderTotal)) },
    step,
  };
}

/** Roughly this many dollars in minor units of a currency, a multiple of `step`: for limits and examples, not for conversion. */
export function worthOfDollars(dollars: number, currency: string, step = 1): number {
  const amount = dollars * unitWorth(currency) * minorUnits(currency);
  return Math.max(step, Math.round(amount / step) * step);
}

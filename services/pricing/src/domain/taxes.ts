/** Taxes of an amount at a place. Pure. Rounded by line and rate. */
import type { Tax } from '@mambogo/contracts/api/price-quote.ts';
import type { Place, TaxRules } from '@mambogo/contracts/api/price-rules.ts';
import { allocate, portion } from './allocate.ts';

type Rate = TaxRules['rates'][number];

export const taxClassOf = ({ classes, defaultClass }: TaxRules, sku: string): string =>
  classes.find(({ skus }) => skus.includes(sku))?.key ?? defaultClass;

/** Those of the region, if there are any of the class, otherwise those of the country. */
export function ratesAt({ rates }: TaxRules, { country, region }: Place, taxClass: string): readonly Rate[] {
  const ofCountry = rates.filter((rate) => rate.at.country === country && rate.taxClass === taxClass);
  const ofRegion = ofCountry.filter(({ at }) => at.region !== undefined && at.region === region);
  return ofRegion.length > 0 ? ofRegion : ofCountry.filter(({ at }) => at.region === undefined);
}

export interface TaxedAmount {
  readonly taxes: readonly Tax[];
  /** The amount with the taxes that are added to it. */
  readonly total: number;
  /** The amount without taxes. */
  readonly base: number;
}

/** @param step added taxes are multiples of it; included ones are charged with the price, and exact */
export function withTaxes(amount: number, rates: readonly Rate[], isIncluded: boolean, step: number): TaxedAmount {
  const ofRates = (amounts: readonly number[]): Tax[] =>
    rates.map(({ name, rate }, i) => ({ name, rate, amount: amounts[i] ?? 0 }));
  const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, one) => sum + one, 0);
  if (isIncluded) {
    const rate = sumOf(rates.map((one) => one.rate));
    const tax = portion(amount, rate, 100_000 + rate);
    const amounts =
      rates.length > 0
        ? allocate(
            tax,
            rates.map((one) => one.rate),
          )
        : [];
    return { taxes: ofRates(amounts), total: amount, base: amount - tax };
  }
  const amounts = rates.map(({ rate }) => portion(amount, rate, 100_000, step));
  return { taxes: ofRates(amounts), total: amount + sumOf(amounts), base: amount };
}

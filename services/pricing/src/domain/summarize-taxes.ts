/** The taxes of an order by name and rate, each with the amount it is of; sorted, so that the order of lines does not matter. Pure. */
import type { PriceQuote } from '@mambogo/contracts/api/price-quote.ts';
import type { TaxedAmount } from './taxes.ts';

type TaxSum = PriceQuote['taxes'][number];

export function summarizeTaxes(amounts: readonly TaxedAmount[]): TaxSum[] {
  const sums = new Map<string, TaxSum>();
  for (const { taxes, base } of amounts)
    for (const { name, rate, amount } of taxes) {
      const key = `${name} ${rate}`;
      const sum = sums.get(key) ?? { name, rate, amount: 0, base: 0 };
      sums.set(key, { ...sum, amount: sum.amount + amount, base: sum.base + base });
    }
  return [...sums.values()].sort((a, b) => b.rate - a.rate || (a.name < b.name ? -1 : 1));
}

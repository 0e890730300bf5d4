/** What prices in the catalogue include. Pure. */
import type { PriceTerms } from '@mambogo/contracts/api/price-quote.ts';
import type { PriceRules } from '@mambogo/contracts/api/price-rules.ts';

export function priceTerms({ taxes: { rates, pricesIncludeTax }, shipping }: PriceRules): PriceTerms {
  return {
    taxes: rates.length === 0 ? 'none' : pricesIncludeTax ? 'included' : 'added',
    taxNames: [...new Set(rates.map(({ name }) => name))].slice(0, 3),
    chargesShipping: shipping.methods.some(({ tiers }) => tiers.some(({ price }) => price > 0)),
  };
}

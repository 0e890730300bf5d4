/** Rules and carts for tests of quotes. */
import type { QuoteRequestLine } from '@mambogo/contracts/api/internal-price-quote.ts';
import {
  defaultPriceRules,
  type PriceRules,
  type Promotion,
  type TaxRules,
} from '@mambogo/contracts/api/price-rules.ts';
import { ProductId } from '@mambogo/contracts/ids.ts';
import type { QuoteInput } from '../src/domain/quote.ts';

export const line = (index: number, unitPrice: number, quantity = 1): QuoteRequestLine => ({
  productId: ProductId.parse(`0190a000-0000-7000-8000-${String(index).padStart(12, '0')}`),
  sku: `SKU-${index}`,
  unitPrice,
  quantity,
});

export const germanVat: TaxRules = {
  pricesIncludeTax: true,
  defaultClass: 'standard',
  shippingClass: 'standard',
  classes: [{ key: 'reduced', name: 'Reduced', skus: ['SKU-2'] }],
  rates: [
    { name: 'VAT', at: { country: 'DE' }, taxClass: 'standard', rate: 19_000 },
    { name: 'VAT', at: { country: 'DE' }, taxClass: 'reduced', rate: 7_000 },
  ],
};

export const salesTax: TaxRules = {
  ...germanVat,
  pricesIncludeTax: false,
  classes: [],
  rates: [
    { name: 'GST', at: { country: 'CA' }, taxClass: 'standard', rate: 5_000 },
    { name: 'GST', at: { country: 'CA', region: 'QC' }, taxClass: 'standard', rate: 5_000 },
    { name: 'QST', at: { country: 'CA', region: 'QC' }, taxClass: 'standard', rate: 9_975 },
  ],
};

export const promotion = (effect: Promotion['effect'], more: Partial<Promotion> = {}): Promotion => ({
  key: effect.type,
  name: 'Sale',
  active: true,
  effect,
  ...more,
});

export const rulesWith = (rules: Partial<PriceRules>): PriceRules => ({ ...defaultPriceRules, ...rules });

export const cartInput = (lines: readonly QuoteRequestLine[], more: Partial<QuoteInput> = {}): QuoteInput => ({
  lines,
  currency: 'EUR',
  step: 1,
  place: { country: 'DE' },
  rules: defaultPriceRules,
  at: new Date('2026-06-01T12:00:00Z'),
  ...more,
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PromotionRules, ShippingRules, TaxRules } from '@mambogo/contracts/api/price-rules.ts';
import { parsePromotions, promotionDrafts } from './promotion-drafts.ts';
import { methodDrafts, parseMethods, parseTaxes, placeOf, taxDraft } from './rule-drafts.ts';

const german = { locale: 'de-DE', currency: 'EUR' };

const taxes: TaxRules = {
  ...{ pricesIncludeTax: true, defaultClass: 'standard', shippingClass: 'standard' },
  classes: [{ key: 'books', name: 'Bücher', skus: ['BOOK-1', 'BOOK-2'] }],
  rates: [
    { name: 'USt.', at: { country: 'DE' }, taxClass: 'standard', rate: 19_000 },
    { name: 'Tax', at: { country: 'US', region: 'NY' }, taxClass: 'books', rate: 8_875 },
  ],
};
const shipping: ShippingRules = {
  methods: [
    {
      ...{
        key: 'parcel',
        name: 'Paket',
        description: '2 Tage',
        zones: [{ country: 'DE' }, { country: 'US', region: 'CA' }],
      },
      tiers: [
        { from: 0, price: 595 },
        { from: 100_000, price: 0 },
      ],
      pickUp: { country: 'DE', address: 'Ring 1\nBerlin' },
    },
  ],
};
const effects = [
  { type: 'percentage', rate: 12_500 },
  { type: 'amount', amount: 500 },
  { type: 'buy-x-get-y', buy: 2, get: 1 },
  { type: 'free-shipping' },
] as const;
const promotions: PromotionRules = {
  promotions: effects.map((effect, i) => ({
    ...{ key: `p${i}`, name: 'Rabatt', active: i > 0, effect },
    ...(i === 0 ? { code: 'ZWÖLF'.replace('Ö', 'OE'), minimumValue: 1_000, skus: ['MUG-1'] } : {}),
    ...(i === 1 ? { startsAt: '2026-06-01T10:00:00.000Z', endsAt: '2026-07-01T10:00:00.000Z' } : {}),
  })),
};

test('rules survive being typed', () => {
  assert.deepEqual(parseTaxes(taxDraft(TaxRules.parse(taxes)), german), { rules: taxes, errors: {} });
  assert.deepEqual(parseMethods(methodDrafts(ShippingRules.parse(shipping), german), german), {
    rules: shipping,
    errors: {},
  });
  assert.deepEqual(parsePromotions(promotionDrafts(PromotionRules.parse(promotions), german), german), {
    ...{ rules: promotions, errors: {} },
  });
});

test('says which fields have no number', () => {
  const [first = assert.fail()] = methodDrafts(shipping, german);
  assert.deepEqual(parseMethods([{ ...first, tiers: '0 x' }], german).errors, { 'methods.0.tiers': 'amount' });
  const draft = taxDraft(taxes);
  const rates = draft.rates.map((rate) => ({ ...rate, rate: 'a lot' }));
  assert.deepEqual(Object.keys(parseTaxes({ ...draft, rates }, german).errors), ['rates.0.rate', 'rates.1.rate']);
  const [promotion = assert.fail()] = promotionDrafts(promotions, german);
  const typed = { ...promotion, type: 'amount', amount: '', minimum: '1,234,5' } as const;
  assert.deepEqual(Object.keys(parsePromotions([typed], german).errors).sort(), [
    'promotions.0.amount',
    'promotions.0.minimum',
  ]);
});

test('reads places with and without a region', () => {
  assert.deepEqual([placeOf('de'), placeOf('US-CA')], [{ country: 'DE' }, { country: 'US', region: 'CA' }]);
});

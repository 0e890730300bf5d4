import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartInput, germanVat, line, promotion, rulesWith, salesTax } from '../../testing/rules.ts';
import { priceTerms } from './price-terms.ts';
import { type QuoteInput, quote } from './quote.ts';

const quoted = (input: QuoteInput) => quote(input).quote ?? assert.fail('there is no quote');
const withPromotions = (...promotions: ReturnType<typeof promotion>[]) => rulesWith({ promotions: { promotions } });

test('a new shop charges the prices of the goods, and nothing else', () => {
  const { total, taxes, discounts, shipping, lines } = quoted(cartInput([line(1, 1_250, 2), line(2, 399)]));
  assert.deepEqual([total, taxes, discounts, shipping.total], [2_899, [], [], 0]);
  assert.deepEqual(
    lines.map((one) => one.total),
    [2_500, 399],
  );
});

test('taxes that prices include are shown by rate and class, and change no total', () => {
  const { total, taxes, lines } = quoted(
    cartInput([line(1, 11_900), line(2, 1_070)], { rules: rulesWith({ taxes: germanVat }) }),
  );
  assert.equal(total, 12_970);
  assert.deepEqual(taxes, [
    { name: 'VAT', rate: 19_000, amount: 1_900, base: 10_000 },
    { name: 'VAT', rate: 7_000, amount: 70, base: 1_000 },
  ]);
  assert.deepEqual(lines[1]?.taxes, [{ name: 'VAT', rate: 7_000, amount: 70 }]);
});

test('taxes are added where prices are without them, all rates of the region instead of those of the country', () => {
  const rules = rulesWith({ taxes: salesTax });
  const at = (region: string) => quoted(cartInput([line(1, 10_000)], { place: { country: 'CA', region }, rules }));
  assert.deepEqual([at('ON').total, at('QC').total], [10_500, 11_498]);
  assert.equal(quoted(cartInput([line(1, 10_000)], { rules })).total, 10_000, 'no rates in Germany');
});

test('shipping costs what its tier says for the goods after discounts, with its tax', () => {
  const method = {
    key: 'parcel',
    name: 'Parcel',
    zones: [{ country: 'DE' }],
    tiers: [
      { from: 0, price: 595 },
      { from: 5_000, price: 0 },
    ],
  };
  const shipping = { methods: [method, { ...method, key: 'abroad', zones: [] }] };
  const rules = rulesWith({ shipping, taxes: germanVat });
  const small = quoted(cartInput([line(1, 2_000)], { rules }));
  assert.deepEqual([small.total, small.shipping.taxes[0]?.amount, small.taxes[0]?.amount], [2_595, 95, 414]);
  assert.equal(quoted(cartInput([line(1, 5_000)], { rules })).total, 5_000);
  const half = promotion({ type: 'percentage', rate: 50_000 });
  assert.equal(
    quoted(cartInput([line(1, 5_000)], { rules: { ...rules, promotions: { promotions: [half] } } })).total,
    3_095,
  );
  const abroad = quote(cartInput([line(1, 2_000)], { rules, place: { country: 'FR' } }));
  assert.deepEqual([abroad.quote?.shipping.key, abroad.shippingOptions.map(({ key }) => key)], ['abroad', ['abroad']]);
});

test('there is no quote where nothing is delivered, or not by the chosen method', () => {
  const method = {
    key: 'parcel',
    name: 'Parcel',
    zones: [{ country: 'US', region: 'CA' }],
    tiers: [{ from: 0, price: 500 }],
  };
  const rules = rulesWith({ shipping: { methods: [method] } });
  const to = (place: QuoteInput['place'], shippingMethod?: string) =>
    quote(cartInput([line(1, 100)], { rules, place, shippingMethod }));
  assert.equal(to({ country: 'DE' }).quote, undefined);
  assert.equal(to({ country: 'US', region: 'NY' }).quote, undefined);
  assert.equal(to({ country: 'US', region: 'CA' }, 'drone').quote, undefined);
  assert.equal(to({ country: 'US', region: 'CA' }).quote?.total, 600);
});

test('goods that are collected are taxed where they are', () => {
  const pickUp = { country: 'DE', address: '1 Shop Street\nBerlin' };
  const method = { key: 'collect', name: 'Collect', zones: [], tiers: [{ from: 0, price: 0 }], pickUp };
  const rules = rulesWith({ taxes: germanVat, shipping: { methods: [method] } });
  const { taxes, shipping } = quoted(cartInput([line(1, 11_900)], { rules, place: { country: 'US', region: 'CA' } }));
  assert.deepEqual([taxes[0]?.amount, shipping.pickUpAddress], [1_900, pickUp.address]);
});

test('promotions: free units, then percentages, then amounts, each on what is left', () => {
  const rules = withPromotions(
    promotion({ type: 'amount', amount: 500 }),
    promotion({ type: 'percentage', rate: 10_000 }),
    promotion({ type: 'buy-x-get-y', buy: 2, get: 1 }, { skus: ['SKU-1'] }),
  );
  const { discounts, total, lines } = quoted(cartInput([line(1, 1_000, 4), line(2, 1_000)], { rules }));
  assert.deepEqual(
    discounts.map(({ key, amount }) => [key, amount]),
    [
      ['buy-x-get-y', 1_000],
      ['percentage', 400],
      ['amount', 500],
    ],
  );
  assert.deepEqual([total, lines.map((one) => one.total)], [3_100, [2_325, 775]]);
});

test('free shipping is a discount on shipping', () => {
  const shipping = { methods: [{ key: 'parcel', name: 'Parcel', zones: [], tiers: [{ from: 0, price: 595 }] }] };
  const promotions = { promotions: [promotion({ type: 'free-shipping' }, { code: 'SHIPFREE' })] };
  const rules = rulesWith({ shipping, promotions });
  assert.equal(quoted(cartInput([line(1, 2_000)], { rules })).total, 2_595);
  const free = quoted(cartInput([line(1, 2_000)], { rules, codes: ['SHIPFREE'] }));
  assert.deepEqual([free.total, free.shipping.discount, free.discounts[0]?.code], [2_000, 595, 'SHIPFREE']);
});

test('says what prices include, by the names of taxes', () => {
  const charged = { methods: [{ key: 'parcel', name: 'Parcel', zones: [], tiers: [{ from: 0, price: 595 }] }] };
  assert.deepEqual(priceTerms(rulesWith({})), { taxes: 'none', taxNames: [], chargesShipping: false });
  assert.deepEqual(priceTerms(rulesWith({ taxes: germanVat, shipping: charged })), {
    ...{ taxes: 'included', taxNames: ['VAT'], chargesShipping: true },
  });
  assert.deepEqual(priceTerms(rulesWith({ taxes: salesTax })).taxes, 'added');
});

test('says of each code whether it applied, and why it did not', () => {
  const effect = { type: 'percentage', rate: 10_000 } as const;
  const rules = withPromotions(
    promotion(effect, { key: 'a', code: 'NOW' }),
    promotion(effect, { key: 'b', code: 'OLD', endsAt: '2026-06-01T12:00:00Z' }),
    promotion(effect, { key: 'c', code: 'SOON', startsAt: '2026-06-01T12:00:01Z' }),
    promotion(effect, { key: 'd', code: 'LARGE', minimumValue: 1_001 }),
    promotion(effect, { key: 'e', code: 'OTHER', skus: ['SKU-9'] }),
    promotion(effect, { key: 'f', code: 'OFF', active: false }),
  );
  const codes = ['NOW', 'OLD', 'SOON', 'LARGE', 'OTHER', 'OFF', 'NONE', 'NOW'];
  const result = quote(cartInput([line(1, 1_000)], { rules, codes }));
  assert.deepEqual(
    result.codes.map((one) => [one.code, one.result]),
    [
      ['NOW', 'applied'],
      ['OLD', 'expired'],
      ['SOON', 'not-yet'],
      ['LARGE', 'minimum-value'],
      ['OTHER', 'no-products'],
      ['OFF', 'unknown'],
      ['NONE', 'unknown'],
    ],
  );
  assert.deepEqual([result.codes[3]?.minimumValue, result.quote?.total], [1_001, 900]);
});
